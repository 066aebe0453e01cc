using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using Infra.Catalog;
using Infra.Cli.Composition;
using Infra.Cli.Engines;
using Infra.Orchestrator.Provisioning;
using Infra.Sandbox.Engine;
using Infra.Stacks;
using Pulumi.Automation;

namespace Infra.Benchmarks.Updates;

/// <summary>Previews every stack of a stage with so many services, each about to get its first release on blue, under the policy pack.</summary>
internal static class StageRun
{
    internal const string Verb = "stage-once";

    private static readonly Release _release = new() { Name = "v1", Artefact = "shop/any", Digest = $"sha256:{new string('a', 64)}" };

    /// <summary>Built beside this, in the same configuration.</summary>
    private static string Pack => Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "Infra.Policies", Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/')), "Infra.Policies"));

    internal static async Task<int> RunAsync(int services, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("infra-stage-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, ServiceCatalog.FileName), CatalogOf(services), ct);
            await using var engine = new PulumiCli(new() { WorldFolder = Path.Combine(folder.FullName, "world"), PrivateWorld = true });
            Console.WriteLine(JsonSerializer.Serialize(await MeasureAsync(folder, Stacks(folder, engine), ct)));
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<StageFigures> MeasureAsync(DirectoryInfo folder, PulumiStacks stacks, CancellationToken ct)
    {
        var catalog = ServiceCatalog.Load(folder.FullName);
        // The others read its outputs; what is compiled and started while it comes up is not the cost of a stack.
        Require(await stacks.UpAsync(new(StackNames.Network("local")), ct));
        await stacks.PreviewAsync(new(StackNames.Network("local")), ct);
        var (previews, changes, began) = (0, 0, Stopwatch.GetTimestamp());
        foreach (var request in Requests(catalog))
        {
            changes += Require(await stacks.PreviewAsync(request, ct)).ChangeCount;
            previews++;
        }

        return new(previews, changes, Stopwatch.GetElapsedTime(began).TotalSeconds, UpRun.Peak());
    }

    private static IEnumerable<StackRequest> Requests(ServiceCatalog catalog) =>
    [
        new(StackNames.Network("local")),
        .. catalog.Services.SelectMany(service => (StackRequest[])
        [
            new StackRequest(StackNames.Environment("local", service.Name, Colour.Blue)).With(ConfigKeys.Release, (_release with { Artefact = service.Artefact }).ToJson()),
            new(StackNames.Environment("local", service.Name, Colour.Green)),
            new(StackNames.Traffic("local", service.Name)),
        ]),
    ];

    private static StackReport Require(StackReport report) => report.Succeeded ? report : throw new InvalidOperationException($"{report.Stack}: {report.Why}");

    private static PulumiStacks Stacks(DirectoryInfo folder, PulumiCli engine) => new(new()
    {
        Command = new SandboxCommand(engine),
        Program = PulumiFn.Create(_ => StackProgram.RunAsync(folder.FullName)),
        ProjectFolder = folder.FullName,
        Environment = Programs.Environs
            .Add("PULUMI_BACKEND_URL", $"file://{folder.CreateSubdirectory("state").FullName}")
            .Add("PULUMI_CONFIG_PASSPHRASE", "open"),
        PolicyPacks = [Pack],
    });

    private static string CatalogOf(int services)
    {
        // Each balancer of a sandbox listens a hundred ports above the one before.
        var taken = TakenPorts.Of([]);
        var port = Enumerable.Range(100, 200).Select(hundred => hundred * 100).First(first => Enumerable.Range(0, 10).All(balancer => !taken.Contains(first + balancer * 100) && !taken.Contains(first + balancer * 100 + 1)));
        return $$"""
            project: shop
            stages: { local: { engine: sandbox, platform: aws-ecs, listen: { production: {{port}}, test: {{port + 1}} } } }
            services:
            {{string.Join('\n', Enumerable.Range(0, services).Select(at => $"  s{at:000}: {{ artefact: shop/s{at:000}, port: 8080, health: /healthz, path: /s{at:000}/* }}"))}}
            """;
    }
}
