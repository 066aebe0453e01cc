using Infra.Catalog;
using Infra.Tests.Support;

namespace Infra.Tests.Compliance;

/// <summary>The promises of a router that can share users out, beside those of every other.</summary>
public abstract class SharedTrafficCompliance : TrafficCompliance
{
    [Fact]
    public async Task Any_share_that_is_set_is_read_back_whole()
    {
        foreach (var desired in new[] { Scenario.Shares(93, 7), Scenario.Shares(50, 50), Scenario.Shares(1, 99) })
            await SetAndReadAsync(desired);
    }

    [Fact]
    public async Task What_others_set_is_read_whatever_scale_their_weights_have()
    {
        await Platform.MoveAsync((Colour.Blue, 3), (Colour.Green, 1));

        Assert.Equal(Scenario.Shares(75, 25), await Platform.Router.ReadAsync(Platform.Route, Ct));
    }

    [Fact]
    public async Task What_is_not_nothing_never_reads_as_nothing()
    {
        await Platform.MoveAsync((Colour.Blue, 999), (Colour.Green, 1));
        Assert.Equal(Scenario.Shares(99, 1), await Platform.Router.ReadAsync(Platform.Route, Ct));

        await Platform.MoveAsync((Colour.Blue, 999), (Colour.Green, 0));
        Assert.Equal(Scenario.Shares(100, 0), await Platform.Router.ReadAsync(Platform.Route, Ct));
    }
}
