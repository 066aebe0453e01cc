using System.Text.Json;
using Infra.Catalog;
using Pulumi;

namespace Infra.Tests.Stacks;

public sealed class EnvironmentStackTests
{
    const string Component = "infra:index:Environment";
    const string TaskDefinition = "aws:ecs/taskDefinition:TaskDefinition";
    const string TargetGroup = "aws:lb/targetGroup:TargetGroup";

    [Fact]
    public async Task A_side_without_a_release_declares_nothing()
    {
        var empty = await StackRun.OfAsync("local.web.green", Given.Catalog, Given.Stacks());

        Assert.Empty(empty.Declared);
        Assert.Equal("none", empty.Outputs[StackOutputs.Environment.Release]);
        Assert.Equal("web-green", empty.Outputs[StackOutputs.Environment.TestHeaderValue]);
    }

    [Fact]
    public async Task A_plain_run_keeps_the_release_of_the_last_update()
    {
        var again = await RunAsync();

        Assert.Equal(Given.Release().ToJson(), again.Outputs[StackOutputs.Environment.Release]);
        Assert.Equal("v1", again.One(Component).Text("release"));
        Assert.Contains("organization/infra/local.web.blue", again.Read);
    }

    [Fact]
    public async Task The_task_runs_the_artefact_by_its_digest()
    {
        Assert.Equal($"shop/web@{Given.Digest}", Container(await RunAsync()).GetProperty("image").GetString());
        Assert.Equal($"111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop/web@{Given.Digest}", Container(await RunAsync("prod.web.blue")).GetProperty("image").GetString());
    }

    [Fact]
    public async Task The_task_outlives_its_draining()
    {
        var environment = await RunAsync();

        Assert.Equal(20d, environment.One(TargetGroup).At("deregistrationDelay"));
        Assert.Equal(30, Container(environment).GetProperty("stopTimeout").GetInt32());
    }

    [Fact]
    public async Task The_process_is_told_its_port_its_dependencies_and_who_it_is()
    {
        var variables = Container(await RunAsync()).GetProperty("environment").EnumerateArray().ToDictionary(variable => variable.GetProperty("name").GetString()!, variable => variable.GetProperty("value").GetString());

        Assert.Equal("8080", variables["PORT"]);
        Assert.Equal("hello", variables["GREETING"]);
        Assert.Equal("http://127.0.0.1:8080/api", variables["API_URL"]);
        Assert.StartsWith("service.namespace=shop,service.name=web,service.version=v1,deployment.environment.name=local,deployment.id=local.web.blue.v1,infra.colour=blue,", variables["OTEL_RESOURCE_ATTRIBUTES"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secrets_are_named_never_shown_and_only_the_named_ones_may_be_read()
    {
        var environment = await RunAsync();
        const string Arn = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:web-db-a1b2c3";

        Assert.Equal(Arn, Container(environment).GetProperty("secrets")[0].GetProperty("valueFrom").GetString());
        var statements = environment.One("aws:iam/rolePolicy:RolePolicy").Json("policy").GetProperty("Statement").EnumerateArray().ToList();
        var reading = Assert.Single(statements, statement => statement.GetProperty("Action")[0].GetString() == "secretsmanager:GetSecretValue");
        Assert.Equal([Arn], reading.GetProperty("Resource").EnumerateArray().Select(resource => resource.GetString()!));
        Assert.Single(statements, statement => statement.GetProperty("Resource")[0].GetString() == "*");
    }

    [Fact]
    public async Task The_test_listener_reaches_it_by_a_header_and_users_do_not()
    {
        var rule = (await RunAsync()).One("aws:lb/listenerRule:ListenerRule");

        Assert.Equal("arn:test", rule.Text("listenerArn"));
        Assert.Equal((StackOutputs.TestHeader, "web-blue"), (rule.Text("conditions.0.httpHeader.httpHeaderName"), rule.Text("conditions.0.httpHeader.values.0")));
    }

    [Fact]
    public async Task The_service_waits_in_private_subnets_until_all_its_tasks_run()
    {
        var service = (await RunAsync()).One("aws:ecs/service:Service");

        Assert.Equal(true, service.At("waitForSteadyState"));
        Assert.Equal(false, service.At("networkConfiguration.assignPublicIp"));
        Assert.Equal("subnet-2", service.Text("networkConfiguration.subnets.1"));
        Assert.Equal(true, service.At("deploymentCircuitBreaker.enable"));
        Assert.Equal(2d, service.At("desiredCount"));
    }

    [Fact]
    public async Task Another_release_is_another_set_of_resources()
    {
        var (one, other) = (await RunAsync(), await RunAsync(release: Given.Release("v2")));

        Assert.Empty(Names(one).Intersect(Names(other)));

        static IEnumerable<string> Names(StackRun run) => run.Declared.Where(resource => resource.Type != "pulumi:providers:aws").Select(resource => resource.Name!);
    }

    [Fact]
    public async Task The_longest_names_still_fit_the_target_group_and_the_roles()
    {
        var catalog = Given.Catalog.Replace("local:", "abcdefghij:", StringComparison.Ordinal).Replace("web:", "abcdefghijklmn:", StringComparison.Ordinal);
        var last = Given.Stacks(("abcdefghij.abcdefghijklmn.green", Given.Environment(Given.Release())), ("abcdefghij.network", Given.Network("abcdefghijklmn")));
        var run = await StackRun.OfAsync("abcdefghij.abcdefghijklmn.green", catalog, last);

        Assert.InRange(run.One(TargetGroup).Text("name")!.Length, 1, 32);
        Assert.All(run.Of("aws:iam/role:Role"), role => Assert.InRange($"{role.Name}-1a2b3c4".Length, 1, 64));
    }

    [Fact]
    public async Task A_side_that_serves_as_it_was_proven_is_declared_and_says_so()
    {
        var fingerprint = (string)(await RunAsync()).Outputs[StackOutputs.Environment.Fingerprint]!;
        var serving = await RunAsync(traffic: ("blue", fingerprint));

        var component = serving.One(Component);
        Assert.Equal(true, component.At("serves"));
        Assert.Equal((fingerprint, fingerprint), (component.Text("fingerprint"), component.Text("servingFingerprint")));
    }

    [Fact]
    public async Task A_side_that_serves_refuses_to_be_changed()
    {
        var fingerprint = (string)(await RunAsync()).Outputs[StackOutputs.Environment.Fingerprint]!;

        var refusal = await Refusal(() => RunAsync(traffic: ("blue", fingerprint), catalog: Given.Catalog.Replace("hello", "good day", StringComparison.Ordinal)));

        Assert.Contains($"local.web.blue: blue serves users with fingerprint {fingerprint[..12]} and would be changed to ", refusal, StringComparison.Ordinal);
        Assert.Contains("ship it with `infra rollout web`, or take the change back.", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_other_side_may_be_changed_while_one_serves() =>
        Assert.Equal(false, (await RunAsync("local.web.green", traffic: ("blue", "f1"))).One(Component).At("serves"));

    [Fact]
    public async Task A_side_that_serves_refuses_to_be_emptied() =>
        Assert.Contains("local.web.blue: blue serves users and would be emptied.", await Refusal(() => RunAsync(release: Release.None, traffic: ("blue", "f1"))), StringComparison.Ordinal);

    [Fact]
    public async Task Without_its_network_it_says_what_to_bring_up_first()
    {
        var last = Given.Stacks(("local.web.blue", Given.Environment(Given.Release())), ("local.network", Given.Network().Clear()));

        Assert.Contains("Stack local.network has no output \"doors\"; bring it up first: `infra up`, or `pulumi up --stack local.network`.",
            await Refusal(() => StackRun.OfAsync("local.web.blue", Given.Catalog, last)), StringComparison.Ordinal);
    }

    static Task<StackRun> RunAsync(string stack = "local.web.blue", Release? release = null, (string Serving, string Fingerprint) traffic = default, string catalog = Given.Catalog)
    {
        var stage = stack.Split('.')[0];
        return StackRun.OfAsync(stack, catalog, Given.Stacks(
            (stack, Given.Environment(release ?? Given.Release())),
            ($"{stage}.web.traffic", Given.Traffic(traffic.Serving ?? "none", traffic.Fingerprint ?? ""))));
    }

    static async Task<string> Refusal(Func<Task<StackRun>> run) => (await Assert.ThrowsAsync<RunException>(run)).Message;

    static JsonElement Container(StackRun run) => run.One(TaskDefinition).Json("containerDefinitions")[0];
}
