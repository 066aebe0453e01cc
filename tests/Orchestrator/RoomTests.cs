using Infra.Catalog;
using Infra.Orchestrator.Rollouts;
using Infra.Orchestrator.Traffic;
using Infra.Tests.Support;

namespace Infra.Tests.Orchestrator;

/// <summary>A second side needs as much room as the first one really has.</summary>
public sealed class RoomTests
{
    [Fact]
    public void Where_quotas_leave_no_room_nothing_is_begun()
    {
        var scenario = Scenario.WithV1();
        scenario.World.HealthOf[Colour.Blue] = new(5, 5, "");
        scenario.World.Room = replicas => new QuotaAnswer.Lacking($"{replicas} replicas need 5 vCPU, and 4 are left.");

        var outcome = Assert.IsType<Outcome.Refused>(scenario.Rollout("v2"));

        Assert.Equal("web in local gets no second side: 5 replicas need 5 vCPU, and 4 are left. Nothing was changed.", outcome.Reason);
        Assert.Empty(scenario.World.Log);
        scenario.World.Room = _ => new QuotaAnswer.Enough();
        Assert.IsType<Outcome.Promoted>(scenario.Rollout("v2"));
    }

    [Fact]
    public void Where_quotas_can_not_be_read_the_rollout_goes_on_and_says_so()
    {
        var scenario = Scenario.WithV1();
        scenario.World.Room = _ => new QuotaAnswer.Unknown("AccessDenied.");

        Assert.IsType<Outcome.Promoted>(scenario.Rollout("v2"));

        Assert.Equal(["Whether quotas let a second side run is not known: AccessDenied."], scenario.Feed.Current.Warnings);
    }
}
