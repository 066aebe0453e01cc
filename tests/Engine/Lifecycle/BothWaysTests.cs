using System.Collections.Immutable;
using FsCheck.Fluent;
using Infra.Sandbox.Engine.Deployment;
using Infra.Tests.Support;
using Pulumirpc;

namespace Infra.Tests.Engine.Lifecycle;

/// <summary>The same lives through the command line, gRPC, files and the simulated AWS: what is done is what the bench does.</summary>
public sealed class BothWaysTests
{
    static readonly int count = Whole.Or(10, 300);

    [Fact]
    public void The_bench_and_the_command_do_the_same() => Lives.For(count, Arb.From(Lives.Arbitrary.Generator), async life =>
    {
        await using var scenario = await Scenario.StartAsync();
        var bench = new Bench(new());
        foreach (var program in new[] { life.First, life.First, life.Then })
            Same(life, await scenario.UpAsync(inline => RegisterAsync(inline, program)), await bench.RunAsync(new OperationRequest { Kind = OperationKind.Update }, program));
        Same(life, await scenario.CliAsync("destroy --yes --skip-preview --stack dev"), await bench.RunAsync(new OperationRequest { Kind = OperationKind.Destroy }, []));
    });

    static void Same(Life life, CommandEnd command, Ended bench)
    {
        Assert.True(bench.IsWell == (command.ExitCode == 0), $"{life}\nthe command ended with {command.ExitCode}: {command.Output}{command.Error}\n the bench: {string.Join(", ", bench.Errors)}");
        Assert.True(Told(bench.AllOps) == Told(command.AllOps), $"{life}\nthe command did {Told(command.AllOps)}\nthe bench did {Told(bench.AllOps)}");
    }

    static string Told(IReadOnlyDictionary<string, string> ops) => string.Join("; ", ops.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{entry.Key}: {entry.Value}"));

    static async Task RegisterAsync(InlineProgram inline, ImmutableArray<Declared> program)
    {
        var known = new Dictionary<string, Registration>();
        foreach (var declared in program)
        {
            var answer = await inline.CallAsync<RegisterResourceRequest, RegisterResourceResponse>("RegisterResource", declared.Request(inline.Root, known));
            known[declared.Name] = new(answer.Urn, answer.Id);
        }
    }
}
