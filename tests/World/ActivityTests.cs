using Infra.Sandbox.World.Routing;
using Infra.Tests.Support;

namespace Infra.Tests.World;

public sealed class ActivityTests
{
    [Fact]
    public void A_world_is_idle_thirty_minutes_after_its_last_use()
    {
        var time = new ManualTime();
        var activity = new Activity(time);
        var idle = activity.IdleForAsync(TimeSpan.FromMinutes(30), TestContext.Current.CancellationToken);

        time.Advance(TimeSpan.FromMinutes(29));
        activity.Touch();
        time.Advance(TimeSpan.FromMinutes(29));
        Assert.False(idle.IsCompleted);

        time.Advance(TimeSpan.FromMinutes(1));
        Assert.True(idle.IsCompleted);
    }
}
