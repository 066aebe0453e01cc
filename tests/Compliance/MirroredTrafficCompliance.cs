using Infra.Catalog;
using Infra.Tests.Support;

namespace Infra.Tests.Compliance;

/// <summary>The promises of a router that can send copies too, beside those of one that shares users out.</summary>
public abstract class MirroredTrafficCompliance : SharedTrafficCompliance
{
    [Fact]
    public async Task Copies_are_set_and_read_back_and_end_where_nobody_asks_for_them()
    {
        await SetAndReadAsync(Scenario.Shares(100, 0) with { Mirror = new(Colour.Green, Weight.Percent(10)) });
        await SetAndReadAsync(Scenario.Shares(95, 5) with { Mirror = new(Colour.Blue, Weight.All) });
        await SetAndReadAsync(Scenario.Shares(0, 100));
    }

    [Fact]
    public async Task Copies_to_a_side_that_was_in_no_rule_yet_are_sent()
    {
        await SetAndReadAsync(Scenario.Only(Colour.Blue));

        await SetAndReadAsync(Scenario.Shares(100, 0) with { Mirror = new(Colour.Green, Weight.Percent(50)) });
    }
}
