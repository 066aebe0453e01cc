using Pulumi;

namespace Infra.Tests.Sdk;

public sealed class HookTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_hook_runs_in_the_program_and_sees_the_resource()
    {
        await using var engine = await new FakeEngine().StartAsync(Ct);
        ResourceHookArgs? seen = null;
        string? project = null;

        var code = await engine.RunAsync(() =>
        {
            var hook = new ResourceHook("check", async (args, _) =>
            {
                await Task.Yield();
                (seen, project) = (args, Deployment.Instance.ProjectName);
            });
            _ = new Bucket("b", new() { Size = 3, Arn = Output.CreateSecret("hush") }, new() { Hooks = { BeforeCreate = { hook } } });
        });

        Assert.Equal(0, code);
        Assert.Equal(["check"], engine.Resource("b").Hooks.BeforeCreate);
        Assert.Equal(("b", 3.0, "shop"), (seen!.Name, seen.NewInputs!["size"], project));
        Assert.True(await Output.IsSecretAsync((Output<object?>)seen.NewInputs["arn"]!));
        Assert.Null(seen.OldInputs);
        Assert.True(engine.WasWaitedFor);
    }

    [Fact]
    public async Task A_hook_that_throws_fails_the_resource()
    {
        await using var engine = await new FakeEngine().StartAsync(Ct);

        var code = await engine.RunAsync(() =>
        {
            var hook = new ResourceHook("check", (_, _) => throw new InvalidOperationException("the quota is used up"));
            _ = new Bucket("b", new(), new() { Hooks = { BeforeCreate = { hook } } });
        });

        Assert.Equal(32, code);
        Assert.Contains(engine.Logs, log => log.Message.Contains("the quota is used up", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_error_hook_says_whether_to_try_again()
    {
        await using var engine = await new FakeEngine().StartAsync(Ct);

        await engine.RunAsync(() =>
        {
            var again = new ErrorHook("again", (args, _) => Task.FromResult(args is { FailedOperation: "create", Errors: ["too slow"] }));
            var broken = new ErrorHook("broken", (_, _) => throw new InvalidOperationException("nobody knows"));
            _ = new Bucket("b", new(), new() { Hooks = { OnError = { again, broken } } });
        });

        Assert.Equal([(true, ""), (false, "nobody knows")], engine.ErrorHooks.Select(answer => (answer.Retry, answer.Error)));
    }

    [Fact]
    public void Bindings_are_joined_and_copied()
    {
        var (first, second) = (Known("first"), Known("second"));
        var binding = new ResourceHookBinding { AfterCreate = [first] };

        var joined = binding.Concat(new() { AfterCreate = [second] });
        var copy = binding.Clone();
        binding.AfterCreate.Clear();

        Assert.Equal([first, second], joined.AfterCreate);
        Assert.Equal([first], copy.AfterCreate);
        Assert.True(binding.IsEmpty);
    }

    [Fact]
    public async Task An_engine_that_knows_no_hooks_is_too_old()
    {
        await using var engine = await new FakeEngine { Features = ["resourceReferences"] }.StartAsync(Ct);

        await engine.RunAsync(() => { _ = new ResourceHook("check", (_, _) => Task.CompletedTask); });

        Assert.Contains(engine.Logs, log => log.Message.Contains("The Pulumi CLI does not support resource hooks. Please update the Pulumi CLI.", StringComparison.Ordinal));
    }

    static ResourceHook Known(string name) => ResourceHookBinding.FromWire(new() { BeforeCreate = { name } }).BeforeCreate.Single();
}
