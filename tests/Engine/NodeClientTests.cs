using System.Diagnostics;
using System.Text.Json.Nodes;
using Infra.Rpc;

namespace Infra.Tests.Engine;

/// <summary>The independent client: the official Node.js SDK registers resources against this engine.</summary>
public sealed class NodeClientTests
{
    static readonly string folder = Path.Combine(Repository.Root, "tests", "node");

    [Fact]
    public async Task A_program_of_the_official_SDK_registers_resources_and_gets_its_outputs()
    {
        NodeProject.SkipWithoutModules();
        await using var scenario = await Scenario.StartAsync();
        using var node = Process.Start(new ProcessStartInfo("node", ["engine.js"]) { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true })!;
        try
        {
            var port = await node.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);

            var preview = await scenario.OkAsync($"preview --client=127.0.0.1:{port} --stack dev");
            var update = await scenario.OkAsync($"up --yes --skip-preview --client=127.0.0.1:{port} --stack dev");
            var known = await node.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
            var again = await scenario.OkAsync($"up --yes --skip-preview --expect-no-changes --client=127.0.0.1:{port} --stack dev");

            Assert.Equal(("""{"create":4}""", """{"create":4}""", """{"same":4}"""), (preview.Changes, update.Changes, again.Changes));
            var outputs = JsonNode.Parse((await scenario.OkAsync("stack output --json --show-secrets --stack dev")).Output)!;
            Assert.Matches("^vpc-[0-9a-f]{17}$", outputs["vpcId"]!.GetValue<string>());
            Assert.Equal(("/healthz", "hunter2"), (outputs["healthPath"]!.GetValue<string>(), outputs["password"]!.GetValue<string>()));
            // The first line that any run prints comes from the update: in the preview nothing was known.
            Assert.Equal($"known {outputs["vpcId"]} {outputs["targetGroupArn"]}", known);
            var planned = preview.Of("resOutputsEvent").Select(payload => payload["metadata"]!["new"]!["outputs"]!).Last(seen => seen.AsObject().ContainsKey("vpcId"));
            Assert.Equal(WireValues.Unknown, planned["targetGroupArn"]!.GetValue<string>());
            Assert.DoesNotContain("hunter2", string.Concat(update.Events.Select(happened => happened.ToJsonString())));
            Assert.Equal(["shop:index:Network", "shop:index:Network$aws:ec2/vpc:Vpc"], (await scenario.StateAsync())["resources"]!.AsArray()
                .Select(resource => resource!["urn"]!.GetValue<string>().Split("::")[2]).Where(type => type.StartsWith("shop:", StringComparison.Ordinal)));
        }
        finally
        {
            node.StandardInput.Close();
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10), TimeProvider.System);
            await node.WaitForExitAsync(patience.Token);
        }
    }
}
