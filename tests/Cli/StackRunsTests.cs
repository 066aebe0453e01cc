using System.Text.Json.Nodes;
using Infra.Cli.Commands;
using Infra.Cli.Views;
using Infra.Orchestrator.Provisioning;

namespace Infra.Tests.Cli;

/// <summary>What is told of operations on stack after stack.</summary>
public sealed class StackRunsTests
{
    private static readonly Violation Refused = new("no-plain-secrets", "mandatory", "urn:pulumi:local.web.blue::infra::aws:x::web", "A password is in plain sight.");

    [Fact]
    public async Task Advices_of_all_stacks_are_one_line_for_each_pack_and_what_is_refused_is_told_in_full()
    {
        var (_, story) = await RunAsync(asJson: false);

        Assert.Equal("  Policy no-plain-secrets (mandatory) on web: A password is in plain sight.\n3 advices; `infra policy check --stage local` tells them.\n1 advice of awsguard; `--json` tells it.\n", story);
    }

    [Fact]
    public async Task Programs_get_every_one()
    {
        var (result, _) = await RunAsync(asJson: true);

        Assert.Equal([2, 3], JsonNode.Parse(result)!["stacks"]!.AsArray().Select(stack => stack!["violations"]!.AsArray().Count));
    }

    private static async Task<(string Result, string Story)> RunAsync(bool asJson)
    {
        var (result, story) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        await StackRuns.EachAsync(new Voice(new(result, isTerminal: false), new(story, isTerminal: false), asJson), [new("local.network"), new("local.web.blue")], UpAsync, isPreview: false, TestContext.Current.CancellationToken);
        return (result.ToString(), story.ToString());
    }

    private static Task<StackReport> UpAsync(StackRequest request, CancellationToken ct)
    {
        Violation[] found = request.Stack == "local.network" ? [Advised("a"), Advised("b")] : [Advised("c"), Refused, Advised("web") with { Policy = "awsguard/ec2-volume-inuse" }];
        foreach (var violation in found)
            request.OnEvent(new StackEvent.Policy(violation));
        return Task.FromResult(new StackReport { Stack = request.Stack, Result = StackResult.Succeeded, ExitCode = 0, Why = "", Violations = [.. found] });
    }

    private static Violation Advised(string name) => new("balancer-logged", "advisory", $"urn:pulumi:local.network::infra::aws:x::{name}", "Nobody logs its requests.");
}
