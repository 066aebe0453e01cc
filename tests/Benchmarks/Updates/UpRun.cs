using System.Diagnostics;
using System.Text.Json;
using Infra.Cli.Engines;
using Infra.Sandbox.Engine;
using Pulumi;
using Pulumi.Automation;
using Pulumi.Testing;

namespace Infra.Benchmarks.Updates;

/// <summary>Measures one size in a process of its own, whose last line of output is the <see cref="UpFigures"/>.</summary>
internal sealed class UpRun(DirectoryInfo folder, PulumiCli engine)
{
    internal const string Verb = "up-once";

    private const int WarmUp = 100;

    internal static async Task<int> RunAsync(int resources, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("infra-up-");
        try
        {
            await using var engine = new PulumiCli(new() { WorldFolder = Path.Combine(folder.FullName, "world"), PrivateWorld = true });
            var run = new UpRun(folder, engine);
            // What is compiled while it first runs must not count as the cost of a resource.
            await run.MeasureAsync("warm", WarmUp, ct);
            Console.WriteLine(JsonSerializer.Serialize(await run.MeasureAsync("fleet", resources, ct)));
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<UpFigures> MeasureAsync(string name, int resources, CancellationToken ct)
    {
        var fleet = new Fleet(name, resources);
        using var stack = await OpenAsync(name, PulumiFn.Create(fleet.Declare), ct);
        var made = 0;
        var up = await TimeAsync(async () => made = (await stack.UpAsync(cancellationToken: ct)).Summary.ResourceChanges![OperationType.Create]);
        var peak = Peak();
        var again = await TimeAsync(() => stack.UpAsync(new() { ExpectNoChanges = true }, ct));
        var preview = await TimeAsync(() => stack.PreviewAsync(new() { ExpectNoChanges = true }, ct));
        var mocks = await TimeAsync(() => Deployment.TestAsync(new Answers(), new TestOptions { IsPreview = false }, fleet.Declare));
        return new(made, up, again, preview, mocks, peak);
    }

    private async Task<WorkspaceStack> OpenAsync(string name, PulumiFn program, CancellationToken ct)
    {
        var state = folder.CreateSubdirectory("state");
        var workspace = await LocalWorkspace.CreateAsync(new()
        {
            WorkDir = folder.CreateSubdirectory(name).FullName,
            PulumiCommand = new SandboxCommand(engine),
            Program = program,
            ProjectSettings = new("bench", ProjectRuntimeName.Dotnet),
            EnvironmentVariables = new Dictionary<string, string?> { ["PULUMI_BACKEND_URL"] = $"file://{state.FullName}", ["PULUMI_CONFIG_PASSPHRASE"] = "open" },
        }, ct);
        return await WorkspaceStack.CreateOrSelectAsync(name, workspace, ct);
    }

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        var began = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    internal static long Peak()
    {
        using var me = Process.GetCurrentProcess();
        return me.PeakWorkingSet64;
    }

    /// <summary>Every resource gets what it asked for, an id and an ARN.</summary>
    private sealed class Answers : IMocks
    {
        public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args) =>
            Task.FromResult<(string?, object)>(($"{args.Name}-id", args.Inputs.SetItem("arn", $"arn:{args.Name}").SetItem("name", args.Name!)));

        public Task<object> CallAsync(MockCallArgs args) => Task.FromResult<object>(args.Args);
    }
}
