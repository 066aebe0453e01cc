using Infra.Catalog;
using Infra.Stacks.Aws;
using Pulumi;

namespace Infra.Tests.Stacks;

public sealed class StackProgramTests
{
    [Theory]
    [InlineData("local.shop.blue", "infra.yaml knows no service \"shop\"; its services are: ")]
    [InlineData("staging.network", "infra.yaml knows no stage \"staging\"; its stages are: ")]
    [InlineData("local.web.pink", "\"pink\" is not a colour")]
    [InlineData("local", "\"local\" is not a stack of this project")]
    public async Task A_name_that_says_nothing_is_refused_in_one_sentence(string stack, string sentence)
    {
        var refusal = await Assert.ThrowsAsync<RunException>(() => StackRun.OfAsync(stack, Given.Catalog, Given.Stacks()));

        Assert.Contains(sentence, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", refusal.Message, StringComparison.Ordinal);
    }

    static readonly EphemeralStage branch = new() { From = "local", Expires = new(2026, 12, 1, 12, 0, 0, TimeSpan.Zero), PortShift = 10 };

    [Fact]
    public async Task A_stage_that_stands_in_no_file_is_what_its_network_last_published()
    {
        var others = Given.Stacks(("pr-1.network", Given.Network().Add(StackOutputs.Network.Ephemeral, branch.ToJson())));

        var network = await StackRun.OfAsync("pr-1.network", Given.Catalog, others);
        var traffic = await StackRun.OfAsync("pr-1.web.traffic", Given.Catalog, others);

        Assert.Equal([8090d, 8091d], network.Of("aws:lb/listener:Listener").Select(listener => listener.At("port")).Order());
        Assert.Equal(branch.ToJson(), network.Outputs[StackOutputs.Network.Ephemeral]);
        Assert.Equal("none", traffic.Outputs[StackOutputs.Traffic.Serving]);
        Assert.Single(traffic.Read, stack => stack.EndsWith("pr-1.network", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("10.0.0.0/16", 0, "10.0.0.0/19")]
    [InlineData("10.0.0.0/16", 7, "10.0.224.0/19")]
    [InlineData("192.168.4.0/24", 5, "192.168.4.160/27")]
    public void A_range_of_addresses_is_cut_into_eight(string range, int part, string expected) =>
        Assert.Equal(expected, Cidr.Parse(range).Part(3, part).ToString());
}
