using Infra.Policies.Rules.Delivery;
using Pulumirpc;
using static Infra.Tests.Policies.Kit;

namespace Infra.Tests.Policies;

public sealed class RequiredTagsTests
{
    const string Type = "aws:ec2/vpc:Vpc";

    [Fact]
    public void Tags_of_the_resource_and_default_tags_of_its_provider_count_together() =>
        Pass(RequiredTags.Rule, Some(Type, new { tags = new { owner = "shop" } }, new { defaultTags = "{\"tags\":{\"stage\":\"local\"}}" }));

    [Fact]
    public void A_provider_that_holds_its_default_tags_as_an_object_is_read_too() =>
        Pass(RequiredTags.Rule, Some(Type, new { }, new { defaultTags = new { tags = new { stage = "local", owner = "shop" } } }));

    [Fact]
    public void Every_missing_tag_is_told_and_stops_nothing()
    {
        var answer = Only(RequiredTags.Rule).Analyze(Some(Type, new { tags = new { owner = "" } }));

        Assert.Equal(["Vpc 'web' has no tag 'stage', and its provider has no default tags.", "Vpc 'web' has no tag 'owner', and its provider has no default tags."],
            answer.Diagnostics.Select(diagnostic => diagnostic.Message[..(diagnostic.Message.IndexOf('.', StringComparison.Ordinal) + 1)]));
        Assert.All(answer.Diagnostics, diagnostic => Assert.Equal(EnforcementLevel.Advisory, diagnostic.EnforcementLevel));
    }

    [Fact]
    public void The_configuration_says_which_tags() =>
        Assert.Contains("no tag 'cost-centre'", Violates(RequiredTags.Rule, Some(Type, new { tags = new { stage = "local", owner = "shop" } }), new { tags = new[] { "cost-centre" } }));

    [Fact]
    public void A_tag_whose_value_is_not_known_yet_is_there() =>
        Pass(RequiredTags.Rule, Some(Type, new { tags = new { stage = Unknown, owner = "shop" } }));
}
