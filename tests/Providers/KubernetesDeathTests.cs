using Infra.Tests.Engine;
using static Infra.Tests.Providers.KubeObject;

namespace Infra.Tests.Providers;

/// <summary>The engine is killed while it makes an object that is real.</summary>
public sealed class KubernetesDeathTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_killed_process_was_making_goes_when_nobody_wants_it_any_more_and_else_is_gone_on_with()
    {
        await using var stage = await ClusterStage.StartAsync();
        KubeObject[] objects = [Gateway("edge", stage.Port), Route("web", ("web", 1)), Service("web", "web", FreePort.Next(), "LoadBalancer"), Deployment("web", stage.V1)];
        List<string> left = [];
        for (var count = 1; count <= objects.Length; count++)
        {
            foreach (var goesOn in (bool[])[true, false])
            {
                var file = stage.Scenario.CheckpointFile();
                var (checkpoint, log) = (Array.Empty<byte>(), Array.Empty<string>());
                (await stage.Scenario.UpAsync(async program =>
                {
                    await ClusterStage.Program(objects[..count])(program);
                    (checkpoint, log) = (await File.ReadAllBytesAsync(file, Ct), await File.ReadAllLinesAsync(file + ".steps", Ct));
                })).Ok();
                // As a kill leaves it while the last one is being made.
                await File.WriteAllBytesAsync(file, checkpoint, Ct);
                await File.WriteAllLinesAsync(file + ".steps", log[..(Array.FindLastIndex(log, line => line.Contains("\"step\":{\"begin\"", StringComparison.Ordinal)) + 1)], Ct);
                await stage.Scenario.RestartEngineAsync();

                (await stage.UpAsync(objects[..(goesOn ? count : count - 1)])).Ok();
                if (goesOn) (await stage.UpAsync(objects[..(count - 1)])).Ok();
                left.Add(await LeftAsync());
            }
        }

        Assert.Equal(
            ["nothing", "nothing", "1 listener", "1 listener", "1 listener, 1 rule, 1 group", "1 listener, 1 rule, 1 group", "2 listener, 1 rule, 1 group", "2 listener, 1 rule, 1 group"],
            left);

        async Task<string> LeftAsync()
        {
            var status = await stage.World.StatusAsync(Ct);
            var rules = await stage.World.RulesAsync("default:default/edge#http", Ct);
            (int Count, string What)[] all = [(status.Workloads.Length, "workload"), (status.Listeners.Length, "listener"), (rules.Length, "rule"), ((await stage.World.TargetGroupsAsync("", Ct)).Length, "group")];
            return string.Join(", ", all.Where(each => each.Count > 0).Select(each => $"{each.Count} {each.What}")) is { Length: > 0 } some ? some : "nothing";
        }
    }
}
