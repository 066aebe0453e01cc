using System.Text;
using System.Text.Json;
using Infra.Catalog;
using Pulumi;

namespace Infra.Tests.Stacks;

public sealed class AsgStackTests
{
    const string Template = "aws:ec2/launchTemplate:LaunchTemplate";
    const string Group = "aws:autoscaling/group:Group";

    static readonly Release image = new() { Name = "v1", Artefact = "shop/web", Digest = "ami-0123456789abcdef0" };

    [Fact]
    public async Task Instances_start_from_the_machine_image_with_encrypted_volumes_and_IMDSv2_only()
    {
        var template = (await RunAsync()).One(Template);

        Assert.Equal((image.Digest, "t4g.small"), (template.Text("imageId"), template.Text("instanceType")));
        Assert.Equal(("required", 1d), (template.Text("metadataOptions.httpTokens"), template.At("metadataOptions.httpPutResponseHopLimit")));
        Assert.Equal("true", template.Text("blockDeviceMappings.0.ebs.encrypted"));
    }

    [Fact]
    public async Task The_group_is_never_refreshed_in_place_and_waits_for_the_balancers_health()
    {
        var group = (await RunAsync()).One(Group);

        Assert.Null(group.At("instanceRefresh"));
        Assert.Equal(("ELB", 2d, 2d), (group.Text("healthCheckType"), group.At("desiredCapacity"), group.At("waitForElbCapacity")));
        Assert.True(group.At("healthCheckGracePeriod") is > 0d);
        Assert.Equal("instance", (await RunAsync()).One("aws:lb/targetGroup:TargetGroup").Text("targetType"));
    }

    [Fact]
    public async Task An_instance_is_told_its_settings_and_where_its_secrets_are()
    {
        var text = Encoding.UTF8.GetString(Convert.FromBase64String((await RunAsync()).One(Template).Text("userData")!));

        Assert.StartsWith("#cloud-config\n", text, StringComparison.Ordinal);
        using var config = JsonDocument.Parse(text["#cloud-config\n".Length..]);
        var files = config.RootElement.GetProperty("write_files").EnumerateArray().ToDictionary(file => file.GetProperty("path").GetString()!, file => file.GetProperty("content").GetString()!);
        Assert.Contains("GREETING=\"hello\"\n", files["/etc/infra/environment"]);
        Assert.Equal("DATABASE_PASSWORD=\"arn:aws:secretsmanager:eu-west-1:111122223333:secret:web-db-a1b2c3\"\n", files["/etc/infra/secrets"]);
    }

    [Fact]
    public async Task An_instance_may_write_its_logs_and_read_its_secrets_and_nothing_else()
    {
        var run = await RunAsync();
        var actions = run.One("aws:iam/rolePolicy:RolePolicy").Json("policy").GetProperty("Statement").EnumerateArray()
            .SelectMany(statement => statement.GetProperty("Action").EnumerateArray().Select(action => action.GetString()!));

        Assert.Equal(["logs:CreateLogStream", "logs:PutLogEvents", "secretsmanager:GetSecretValue"], actions);
        Assert.Equal("ec2.amazonaws.com", run.One("aws:iam/role:Role").Json("assumeRolePolicy").GetProperty("Statement")[0].GetProperty("Principal").GetProperty("Service").GetString());
    }

    [Fact]
    public async Task Instances_and_volumes_say_whose_they_are_and_who_pays()
    {
        var template = (await RunAsync()).One(Template);

        Assert.Equal(("instance", "volume"), (template.Text("tagSpecifications.0.resourceType"), template.Text("tagSpecifications.1.resourceType")));
        Assert.Equal(("web", "4711", "v1"), (template.Text("tagSpecifications.0.tags.service"), template.Text("tagSpecifications.0.tags.cost-centre"), template.Text("tagSpecifications.0.tags.release")));
    }

    [Fact]
    public async Task The_image_of_a_container_is_refused()
    {
        var refusal = await Assert.ThrowsAsync<RunException>(() => RunAsync(Given.Release()));

        Assert.Contains($"fleet.web.blue: aws-asg starts instances from a machine image, and shop/web@{Given.Digest} is none; ship [NAME@]ami-…", refusal.Message, StringComparison.Ordinal);
    }

    static Task<StackRun> RunAsync(Release? release = null) => StackRun.OfAsync("fleet.web.blue", Given.Catalog, Given.Stacks(
        ("fleet.web.blue", Given.Environment(release ?? image)),
        ("fleet.web.traffic", Given.Traffic("none", ""))));
}
