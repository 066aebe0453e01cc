using Infra.Policies.Rules.Delivery;
using static Infra.Tests.Policies.Kit;

namespace Infra.Tests.Policies;

public sealed class ArtefactByDigestTests
{
    static readonly string digest = $"sha256:{new string('a', 64)}";

    [Fact]
    public void An_image_by_digest_passes() =>
        Pass(ArtefactByDigest.Rule, TaskDefinition(new { name = "web", image = $"1.dkr.ecr/shop/web@{digest}" }));

    [Theory]
    [InlineData("shop/web:latest", "is the tag 'latest'")]
    [InlineData("localhost:5000/shop/web", "has neither tag nor digest")]
    [InlineData("shop/web@sha256:abc", "10 characters")]
    [InlineData("shop/web@sha512:aaaa", "not sha256")]
    public void Anything_else_is_refused_and_named(string image, string why) =>
        Assert.Contains(why, Violates(ArtefactByDigest.Rule, TaskDefinition(new { name = "web", image })));

    [Fact]
    public void An_image_written_with_a_capital_letter_is_seen_as_AWS_sees_it() =>
        Violates(ArtefactByDigest.Rule, TaskDefinition(new { Name = "web", Image = "shop/web:v1" }));

    [Fact]
    public void A_container_without_an_image_is_refused() =>
        Assert.Equal("Container 'web' of TaskDefinition 'web' names no image.", Violates(ArtefactByDigest.Rule, TaskDefinition(new { name = "web" })));

    [Fact]
    public void Definitions_that_are_no_JSON_are_refused() =>
        Assert.Contains("containerDefinitions is not readable as JSON", Assert.Single(Only(ArtefactByDigest.Rule)
            .Analyze(Some("aws:ecs/taskDefinition:TaskDefinition", new { containerDefinitions = "[{" })).Diagnostics).Message);

    [Fact]
    public void Definitions_not_known_yet_are_judged_by_the_update() =>
        Defers(ArtefactByDigest.Rule, Some("aws:ecs/taskDefinition:TaskDefinition", new { containerDefinitions = Unknown }));

    [Fact]
    public void A_container_not_known_yet_does_not_hide_another_by_tag()
    {
        var answer = Only(ArtefactByDigest.Rule).Analyze(TaskDefinition(new { name = "a", image = Unknown }, new { name = "b", image = "shop/b:v1" }));

        Assert.Collection(answer.Diagnostics,
            advice => Assert.Equal(Pulumirpc.EnforcementLevel.Advisory, advice.EnforcementLevel),
            violation => Assert.StartsWith("Container 'b'", violation.Message));
    }
}
