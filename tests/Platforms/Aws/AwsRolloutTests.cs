using System.Xml.Linq;
using Infra.Catalog;
using Infra.Orchestrator;
using Infra.Orchestrator.Rollouts;
using Infra.Platforms.Aws;
using Infra.Tests.Support;

namespace Infra.Tests.Platforms.Aws;

/// <summary>Whole rollouts on a fake AWS, whose counts come minutes late, a minute at a time.</summary>
public sealed class AwsRolloutTests
{
    readonly Scenario scenario = new();
    readonly FakeAws aws;
    readonly Conductor conductor;

    public AwsRolloutTests()
    {
        aws = new(scenario.Time);
        var world = new AwsWorld(scenario.World, aws, AwsStand.Where, scenario.Time);
        foreach (var release in new[] { "v1", "v2" }) aws.Images.Add($"{FakeAws.Account}/{Some.Release(release).Reference}");
        var own = new AwsPlatform(new(FakeAws.Account, FakeAws.Region, null), world, scenario.Time, world, (_, _) => new("https://aws.example.com"), (_, _) => Task.FromResult<Amazon.Runtime.ImmutableCredentials>(new("AKIDALICE", "alices-secret", null)));
        conductor = new(new()
        {
            Stacks = world,
            Journals = scenario.Journals,
            Router = own.Router,
            Health = own.Health,
            Probe = own.Probe,
            Smoke = scenario.World,
            Artefacts = own.Artefacts,
            Time = scenario.Time,
            Holder = Some.Holder,
        });
        Assert.IsType<Outcome.Promoted>(Rollout("v1"));
    }

    [Fact]
    public void A_good_release_is_promoted()
    {
        Assert.IsType<Outcome.Promoted>(Rollout("v2"));

        Assert.Equal("v2", scenario.World.ReleaseOf(Colour.Green).Name);
        Assert.Equal([AwsStand.Where.GreenTargets], Groups());
    }

    [Fact]
    public void A_bad_release_is_found_by_the_counts_and_its_users_are_returned_past_the_stacks()
    {
        scenario.World.FailingReleases["v2"] = 0.1;

        var outcome = Assert.IsType<Outcome.RolledBack>(Rollout("v2"));

        Assert.Contains("errors in", outcome.Reason);
        Assert.Single(aws.Asked, action => action == "ModifyRule");
        Assert.Equal([AwsStand.Where.BlueTargets, AwsStand.Where.GreenTargets], Groups());
        Assert.Equal(["100", "0"], aws.Rules[AwsStand.Where.Rule].Single().Descendants("Weight").Select(weight => weight.Value));
    }

    [Fact]
    public void An_image_that_is_not_in_ECR_is_refused_before_anything_is_touched()
    {
        var outcome = Assert.IsType<Outcome.Refused>(Rollout("v3"));

        Assert.Contains("ECR of account 111122223333 in eu-west-1 has no image shop/web@sha256:v3", outcome.Reason);
    }

    Outcome Rollout(string release) => scenario.Run(scenario.Begin(feed => conductor.RolloutAsync(Some.Request(release), feed, TestContext.Current.CancellationToken)));

    IEnumerable<string> Groups() => aws.Rules[AwsStand.Where.Rule].Single().Descendants("TargetGroups").Descendants("TargetGroupArn").Select(group => group.Value);
}
