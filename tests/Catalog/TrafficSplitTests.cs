using Infra.Catalog;

namespace Infra.Tests.Catalog;

public sealed class TrafficSplitTests
{
    [Fact]
    public void A_split_travels_as_json()
    {
        var split = TrafficSplit.Nobody with { Serving = Colour.Blue, Blue = new(true, Weight.Percent(95)), Green = new(true, Weight.Percent(5)), JournalHead = "h1" };

        var json = split.ToJson();

        Assert.Equal("""{"serving":"blue","blue":{"attached":true,"weight":95},"green":{"attached":true,"weight":5},"journalHead":"h1"}""", json);
        Assert.Equal(split, TrafficSplit.FromJson(json));
        Assert.Equal(TrafficSplit.Nobody, TrafficSplit.FromJson(TrafficSplit.Nobody.ToJson()));
    }

    [Fact]
    public void Copies_travel_with_it_and_only_to_a_side_that_is_attached()
    {
        var split = TrafficSplit.Nobody with { Serving = Colour.Blue, Blue = new(true, Weight.All), Green = new(true, Weight.Zero), Mirror = new(Colour.Green, Weight.Percent(10)) };

        Assert.Contains("""
            "mirror":{"to":"green","share":10}
            """, split.ToJson(), StringComparison.Ordinal);
        Assert.Equal(split, TrafficSplit.FromJson(split.ToJson()));
        var detached = (split with { Green = SideShare.Detached }).ToJson();
        Assert.Contains("green is detached and yet gets copies.", Assert.Throws<BadInputException>(() => TrafficSplit.FromJson(detached)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, 90, true, 5, "make 95%")]
    [InlineData(false, 100, true, 0, "blue is detached")]
    [InlineData(true, 0, false, 0, "make 0%")]
    public void A_split_that_loses_requests_is_refused(bool blue, int blueWeight, bool green, int greenWeight, string why)
    {
        var json = (TrafficSplit.Nobody with { Blue = new(blue, Weight.Percent(blueWeight)), Green = new(green, Weight.Percent(greenWeight)) }).ToJson();

        Assert.Contains(why, Assert.Throws<BadInputException>(() => TrafficSplit.FromJson(json)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("local.network")]
    [InlineData("local.web.blue")]
    [InlineData("local.web.green")]
    [InlineData("local.web.traffic")]
    public void A_stack_name_is_read_as_it_is_written(string name) => Assert.Equal(name, StackId.Parse(name).Name);

    [Theory]
    [InlineData("local.web.blau", "did you mean blue")]
    [InlineData("local", "is not a stack")]
    [InlineData("..traffic", "is not a stack")]
    public void An_unknown_stack_is_refused(string name, string why) =>
        Assert.Contains(why, Assert.Throws<BadInputException>(() => StackId.Parse(name)).Message, StringComparison.Ordinal);
}
