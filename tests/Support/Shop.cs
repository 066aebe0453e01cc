using System.Text.Json;
using Infra.Catalog;
using Infra.Sandbox.World;

namespace Infra.Tests;

/// <summary>The shop's web service, as a project has it and as releases of it are made.</summary>
internal static class Shop
{
    /// <summary>The output of the Shop project, of the configuration that the tests have.</summary>
    static string Build => Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "Shop", Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/'))));

    /// <summary>An infra.yaml of that one service.</summary>
    /// <param name="rollout">What it says about rollouts, as it stands between braces.</param>
    /// <param name="journal">Where the journal is, seen from the project's folder.</param>
    /// <param name="platform">Of the stage, and what else that says.</param>
    public static string Catalog(ListenPorts ports, string rollout, string journal = ".infra/journal", string platform = "aws-ecs") => $$"""
        project: shop
        stages:
          local: { engine: sandbox, platform: {{platform}}, journal: {{journal}}, listen: { production: {{ports.Production}}, test: {{ports.Test}} } }
        services:
          web:
            artefact: shop/web
            port: 8080
            health: { path: /healthz, interval: 5s, timeout: 2s }
            replicas: 1
            drain: 1s
            stopTimeout: 5s
            rollout: { {{rollout}} }
        """;

    /// <summary>Adds the releases v1 and v2 to a world, as <c>shop/web:1</c> and <c>shop/web:2</c>.</summary>
    public static async Task AddAsync(WorldClient world, string folder, CancellationToken ct)
    {
        foreach (var number in (string[])["1", "2"])
        {
            Copy($"{folder}-{number}", $"v{number}");
            await world.AddImageAsync("shop/web", $"{folder}-{number}", number, ct);
        }
    }

    /// <summary>Fills a folder with what an image is made of: the built shop, with a release.json of its own.</summary>
    /// <param name="failEvery">Every so many-th request fails; 1 for all, health checks too.</param>
    /// <param name="slowMs">How long every answer takes on top; 0 for no longer than it has to.</param>
    public static void Copy(string folder, string release, int failEvery = 0, int slowMs = 0, string service = "web")
    {
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.EnumerateFiles(Build)) File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        File.WriteAllText(Path.Combine(folder, "release.json"), JsonSerializer.Serialize(new { service, release, failEvery, slowEvery = slowMs > 0 ? 1 : 0, slowMs }));
    }
}
