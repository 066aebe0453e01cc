using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Infra.Catalog;
using Infra.Tests;

namespace Infra.Benchmarks;

/// <summary>What is started: infra as the README publishes it, a hello world, and a stage on which one release was rolled out.</summary>
internal sealed class StartSubjects(string infra, string hello, string project) : IAsyncDisposable
{
    private static readonly ListenPorts Ports = new(Production: 18380, Test: 18381);

    internal string Infra => infra;
    internal string Hello => hello;
    internal string Project => project;

    internal static async Task<StartSubjects> MakeAsync(string folder, CancellationToken ct)
    {
        var platform = RuntimeInformation.RuntimeIdentifier;
        var (published, greeting, project) = (Path.Combine(folder, "infra"), Path.Combine(folder, "hello"), Path.Combine(folder, "project"));
        await DoAsync("dotnet", Root(), ct, "publish", "infra/Start", "-c", "Release", "-r", platform, "-v", "q", "-o", published, $"-p:ArtifactsPath={Path.Combine(folder, "artifacts")}");
        await DoAsync("dotnet", folder, ct, "new", "console", "-o", greeting, "--no-restore");
        await DoAsync("dotnet", greeting, ct, "publish", "-c", "Release", "-o", Path.Combine(greeting, "out"));

        Directory.CreateDirectory(project);
        await File.WriteAllTextAsync(Path.Combine(project, ServiceCatalog.FileName), Shop.Catalog(Ports, "strategy: blueGreen, steps: [ { smoke: /healthz } ]"), ct);
        var made = new StartSubjects(Path.Combine(published, "infra"), Path.Combine(greeting, "out", "hello"), project);
        await made.DoAsync(ct, "up");
        await File.WriteAllTextAsync(Path.Combine(published, "shop", "release.json"), """{ "service": "web", "release": "v1" }""", ct);
        var digest = await made.DoAsync(ct, "sandbox", "image", "add", "shop/web", Path.Combine(published, "shop"));
        await made.DoAsync(ct, "rollout", "web", "--release", $"v1@{digest.Trim()}");
        return made;
    }

    internal Task WorldDownAsync(CancellationToken ct) => DoAsync(ct, "sandbox", "down");

    public async ValueTask DisposeAsync() => await WorldDownAsync(CancellationToken.None);

    private Task<string> DoAsync(CancellationToken ct, params string[] args) => DoAsync(infra, project, ct, args);

    private static async Task<string> DoAsync(string program, string folder, CancellationToken ct, params string[] args)
    {
        var start = new ProcessStartInfo(program, args) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(ct), process.StandardError.ReadToEndAsync(ct));
        await process.WaitForExitAsync(ct);
        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"{program} {string.Join(' ', args)} ended with {process.ExitCode}: {await output}{await error}");
    }

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
}
