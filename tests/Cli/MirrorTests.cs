using Infra.Tests.Kills;
using Infra.Tests.World;

namespace Infra.Tests.Cli;

/// <summary>A rollout on Kubernetes that sends the candidate copies of real requests before it has users.</summary>
public sealed class MirrorTests
{
    [Fact]
    public async Task The_candidate_is_asked_what_users_ask_and_they_hear_of_it_when_they_are_moved()
    {
        await using var project = new ShopProject("[]");
        project.SetCluster("strategy: blueGreen, steps: [ { smoke: / }, { mirror: 50, pause: 2s } ], hold: { for: 20s, then: return }, warm: 1s");
        await project.ServeAsync();
        await using var users = new Users(project.ProductionPort);

        await using var rollout = project.Start("rollout", "web", "--release", await project.ImageAsync("v2"));
        await rollout.ToldAsync("... wait 2 s");
        using var world = project.World;
        await Eventually.HoldsAsync(async () => Copies(await world.MetricsAsync(TestContext.Current.CancellationToken)) > 10, () => Task.FromResult("green was sent copies"));
        var ended = await rollout.EndAsync();

        Assert.True(ended.ExitCode == 0, $"exit {ended.ExitCode}: {ended.Output}{ended.Error}");
        Assert.Contains("Green gets copies of 50% of web's requests.", ended.Error, StringComparison.Ordinal);
        Assert.Contains("Green gets no copies any more.", ended.Error, StringComparison.Ordinal);
        Assert.True(users.Failed == 0, $"{users.Failed} of {users.Answered} requests failed: {string.Join("; ", users.Failures)}");
        Assert.Contains("\"changes\":0", await project.DoAsync("preview", "--refresh", "--json"), StringComparison.Ordinal);
    }

    static long Copies(string metrics) => metrics.Split('\n')
        .Where(line => line.StartsWith("infra_router_mirrored_requests_total{", StringComparison.Ordinal) && line.Contains("web-green", StringComparison.Ordinal) && line.Contains("code=\"200\"", StringComparison.Ordinal))
        .Sum(line => long.Parse(line.Split(' ')[1]));
}
