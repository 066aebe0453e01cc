using Infra.Catalog;
using Infra.Cli.Sandbox;
using Infra.Orchestrator.Gates;
using Infra.Orchestrator.Rollouts;
using Infra.Orchestrator.Traffic;
using Infra.Tests.Support;
using Route = Infra.Orchestrator.Traffic.Route;

namespace Infra.Tests.Cli;

/// <summary>Whose the answers of a Service are, behind which both sides are one.</summary>
public sealed class SandboxFrontProbeTests : IProbe, ITrafficRouter
{
    readonly Route route = new() { Key = Some.Web, ProductionListener = "shop/web", ProductionUrl = "", TestUrl = "", Rule = "shop/web", BlueTargets = "shop/web-blue", GreenTargets = "shop/web-green" };

    Reading counted = new Reading.Totals(default, default);
    Shares shares = Scenario.Shares(100, 0);

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_came_between_two_looks_belongs_to_the_side_that_served_at_both()
    {
        var probe = new SandboxFrontProbe(this, this);
        await LookAsync(probe, 100, Scenario.Shares(100, 0));
        Assert.Equal((new(40, 0, 0), default), await LookAsync(probe, 140, Scenario.Shares(100, 0)));

        // Some of these were blue's, and nobody knows how many.
        Assert.Equal((new(40, 0, 0), default), await LookAsync(probe, 170, Scenario.Shares(0, 100)));

        Assert.Equal((new(40, 0, 0), new(5, 0, 0)), await LookAsync(probe, 175, Scenario.Shares(0, 100)));
    }

    [Fact]
    public async Task Who_cannot_count_says_so()
    {
        counted = new Reading.Blind("The world does not answer.");

        Assert.Equal(counted, await new SandboxFrontProbe(this, this).ReadAsync(route, null, Ct));
    }

    async Task<(Counts Blue, Counts Green)> LookAsync(SandboxFrontProbe probe, long all, Shares now)
    {
        (counted, shares) = (new Reading.Totals(new(all, 0, 0), default), now);
        var totals = Assert.IsType<Reading.Totals>(await probe.ReadAsync(route, null, Ct));
        return (totals.Blue, totals.Green);
    }

    Task<Reading> IProbe.ReadAsync(Route of, TimeSpan? slowerThan, CancellationToken ct)
    {
        Assert.Equal("shop/web", of.BlueTargets);
        return Task.FromResult(counted);
    }

    Task<Shares> ITrafficRouter.ReadAsync(Route of, CancellationToken ct) => Task.FromResult(shares);

    Task ITrafficRouter.SetAsync(Route of, Shares desired, Func<Task> confirm, CancellationToken ct) => throw new InvalidOperationException("A probe sets nothing.");
}
