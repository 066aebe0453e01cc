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

    [Theory]
    [InlineData("10.0.0.0/16", 0, "10.0.0.0/19")]
    [InlineData("10.0.0.0/16", 7, "10.0.224.0/19")]
    [InlineData("192.168.4.0/24", 5, "192.168.4.160/27")]
    public void A_range_of_addresses_is_cut_into_eight(string range, int part, string expected) =>
        Assert.Equal(expected, Cidr.Parse(range).Part(3, part).ToString());
}
