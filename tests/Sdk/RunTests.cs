using Infra.Rpc;
using Pulumi;
using Pulumirpc;

namespace Infra.Tests.Sdk;

public sealed class RunTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_exception_of_the_program_is_told_to_the_engine_and_the_run_ends_with_32()
    {
        await using var engine = await new FakeEngine().StartAsync(Ct);

        var code = await engine.RunAsync(Refuse(new NotSupportedException("no such colour")));

        Assert.Equal(32, code);
        var error = Assert.Single(engine.Logs, log => log.Severity == LogSeverity.Error).Message;
        Assert.Contains("failed with an unhandled exception:\nSystem.NotSupportedException: no such colour", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_exception_shows_its_message_alone()
    {
        await using var engine = await new FakeEngine().StartAsync(Ct);

        await engine.RunAsync(Refuse(new RunException("Set infra:release first.")));

        Assert.Equal("Set infra:release first.", Assert.Single(engine.Logs, log => log.Severity == LogSeverity.Error).Message);
    }

    [Fact]
    public async Task An_exception_in_an_apply_that_nobody_awaits_fails_the_run()
    {
        await using var engine = await new FakeEngine().StartAsync(Ct);

        var code = await engine.RunAsync(() =>
        {
            _ = new Bucket("b").Id.Apply(string (id) => throw new InvalidOperationException($"{id} is refused"));
        });

        Assert.Equal(32, code);
        Assert.Contains(engine.Logs, log => log.Message.Contains("b-id is refused", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_logged_error_fails_the_run_with_1_though_everything_is_registered()
    {
        await using var engine = await new FakeEngine().StartAsync(Ct);

        var code = await engine.RunAsync(() =>
        {
            Log.Error("half of it is missing");
            _ = new Bucket("b");
        });

        Assert.Equal(1, code);
        Assert.NotNull(engine.Resource("b"));
    }

    [Fact]
    public async Task A_refused_registration_ends_the_run_and_is_told_once()
    {
        await using var engine = await new FakeEngine
        {
            OnRegister = request => request.Custom
                ? throw new RpcException(StatusCode.Unknown, "the cloud says no")
                : new() { Urn = FakeEngine.Urn(request.Type, request.Name), Object = new() },
        }.StartAsync(Ct);

        var code = await engine.RunAsync(() => new Dictionary<string, object?> { ["arn"] = new Bucket("b").Arn });

        Assert.Equal(32, code);
        Assert.Single(engine.Logs, log => log.Message.Contains("the cloud says no", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_an_apply_registers_late_is_waited_for()
    {
        await using var engine = await new FakeEngine().StartAsync(Ct);

        await engine.RunAsync(() =>
        {
            _ = new Bucket("first").Id.Apply(async id =>
            {
                await Task.Yield();
                return new Bucket("late").Id.Apply(_ => new Bucket("later"));
            });
        });

        Assert.NotNull(engine.Resource("later"));
    }

    [Fact]
    public async Task A_stack_class_has_its_properties_as_outputs()
    {
        await using var engine = await new FakeEngine().StartAsync(Ct);

        var code = await engine.RunAsync<Shop>();

        Assert.Equal(0, code);
        Assert.Equal(["Where", "count"], engine.StackOutputs.Fields.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("arn:shop", engine.StackOutputs.Fields["Where"].StringValue);
    }

    [Fact]
    public async Task A_stack_class_that_forgets_an_output_is_told_which()
    {
        await using var engine = await new FakeEngine().StartAsync(Ct);

        Assert.Equal(32, await engine.RunAsync<Forgetful>());

        Assert.Contains(engine.Logs, log => log.Message == "Output(s) 'Url' have no value assigned. [Output] attributed properties must be assigned inside Stack constructor.");
    }

    [Fact]
    public async Task Two_programs_at_once_have_each_their_own_deployment()
    {
        await using var first = await new FakeEngine { Config = { ["shop:colour"] = "blue" } }.StartAsync(Ct);
        await using var second = await new FakeEngine { Config = { ["shop:config:colour"] = "green" }, IsDryRun = true }.StartAsync(Ct);

        await Task.WhenAll(RunAsync(first), RunAsync(second));

        Assert.Equal(("blue", false), (first.StackOutputs.Fields["colour"].StringValue, first.StackOutputs.Fields["dry"].BoolValue));
        Assert.Equal(("green", true), (second.StackOutputs.Fields["colour"].StringValue, second.StackOutputs.Fields["dry"].BoolValue));
        Assert.Throws<InvalidOperationException>(() => Deployment.Instance);

        static Task<int> RunAsync(FakeEngine engine) => engine.RunAsync(async () =>
        {
            await Task.Yield();
            return new Dictionary<string, object?> { ["colour"] = new Config().Require("colour"), ["dry"] = Deployment.Instance.IsDryRun };
        });
    }

    [Fact]
    public async Task Without_an_engine_a_program_says_how_to_run_it()
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => Deployment.RunAsync(() => { }));

        Assert.Equal("Program run without the Pulumi engine available; re-run using the `pulumi` CLI", refused.Message);
    }

    [Fact]
    public async Task Configuration_is_read_by_type_and_missed_by_name()
    {
        await using var engine = await new FakeEngine
        {
            Config = { ["shop:on"] = "true", ["shop:size"] = "3", ["shop:bad"] = "maybe", ["cloud:region"] = "west-1", ["shop:list"] = "[1,2]" },
        }.StartAsync(Ct);

        var code = await engine.RunAsync(() =>
        {
            var config = new Config();
            Assert.True(config.RequireBoolean("on"));
            Assert.Equal(3, config.GetInt32("size"));
            Assert.Null(config.GetInt32("absent"));
            Assert.Equal([1, 2], config.RequireObject<int[]>("list"));
            Assert.Equal("west-1", new Config("cloud").Get("region"));
            Assert.Equal("Configuration 'shop:bad' value 'maybe' is not a valid Boolean", Assert.Throws<RunException>(() => config.GetBoolean("bad")).Message);
            config.Require("absent");
        });

        Assert.Equal(32, code);
        Assert.Contains(engine.Logs, log => log.Message == "Missing Required configuration variable 'shop:absent'\n\tplease set a value using the command `pulumi config set shop:absent <value>`");
    }

    static Action Refuse(Exception reason) => () => throw reason;

    sealed class Shop : Stack
    {
        public Shop()
        {
            Where = new Bucket("b", new() { Arn = "arn:shop" }).Arn;
            Count = Output.Create(2);
        }

        [Output]
        public Output<string> Where { get; set; }

        [Output("count")]
        public Output<int> Count { get; set; }
    }

    sealed class Forgetful : Stack
    {
        [Output]
        public Output<string>? Url { get; set; }
    }
}
