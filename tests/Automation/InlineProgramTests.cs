using Infra.Tests.Sdk;
using Pulumi;
using Pulumi.Automation;
using Pulumi.Automation.Commands.Exceptions;

namespace Infra.Tests.Automation;

public sealed class InlineProgramTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_engine_runs_a_program_of_this_process()
    {
        await using var engine = await new FakeEngine().StartAsync(Ct);
        var command = new RecordingCommand { EngineAddress = engine.Address, RootDirectory = "/project" };
        using var stack = await OpenAsync(command, PulumiFn.Create(() => new Dictionary<string, object?>
        {
            ["colour"] = new Config().Require("colour"),
            ["root"] = Deployment.Instance.RootDirectory,
            ["who"] = $"{Deployment.Instance.OrganizationName}/{Deployment.Instance.ProjectName}/{Deployment.Instance.StackName}",
        }));

        await stack.UpAsync(cancellationToken: Ct);

        Assert.Equal("blue", engine.StackOutputs.Fields["colour"].StringValue);
        Assert.Equal("/project", engine.StackOutputs.Fields["root"].StringValue);
        Assert.Equal("organization/shop/dev", engine.StackOutputs.Fields["who"].StringValue);
    }

    [Fact]
    public async Task What_the_program_throws_is_what_its_caller_gets()
    {
        await using var engine = await new FakeEngine().StartAsync(Ct);
        var command = new RecordingCommand { EngineAddress = engine.Address };
        using var stack = await OpenAsync(command, PulumiFn.Create(async () =>
        {
            await Task.Yield();
            throw new NotSupportedException("no such colour");
        }));

        var thrown = await Assert.ThrowsAsync<NotSupportedException>(() => stack.UpAsync(cancellationToken: Ct));

        Assert.Equal("no such colour", thrown.Message);
        Assert.True(command.Ran is { Bail: true, Error: "no such colour" });
    }

    [Fact]
    public async Task A_failure_in_an_apply_is_the_failure_of_the_command()
    {
        await using var engine = await new FakeEngine().StartAsync(Ct);
        using var stack = await OpenAsync(new RecordingCommand { EngineAddress = engine.Address }, PulumiFn.Create(() =>
        {
            _ = new Bucket("b").Id.Apply(string (_) => throw new NotSupportedException("no such colour"));
        }));

        await Assert.ThrowsAsync<CommandException>(() => stack.UpAsync(cancellationToken: Ct));
    }

    [Fact]
    public async Task A_stack_class_is_a_program()
    {
        await using var engine = await new FakeEngine().StartAsync(Ct);
        using var stack = await OpenAsync(new RecordingCommand { EngineAddress = engine.Address }, PulumiFn.Create<Tiny>());

        await stack.UpAsync(cancellationToken: Ct);

        Assert.Equal("there", engine.StackOutputs.Fields["Where"].StringValue);
        Assert.Throws<ArgumentException>(() => PulumiFn.Create(new NoServices(), typeof(string)));
    }

    [Fact]
    public async Task A_program_is_told_that_its_caller_has_cancelled()
    {
        await using var engine = await new FakeEngine().StartAsync(Ct);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var started = new TaskCompletionSource();
        using var stack = await OpenAsync(new RecordingCommand { EngineAddress = engine.Address }, PulumiFn.Create(async ct =>
        {
            started.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct);
        }));

        var up = stack.UpAsync(cancellationToken: cancel.Token);
        await started.Task.WaitAsync(Ct);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => up);
    }

    static async Task<WorkspaceStack> OpenAsync(RecordingCommand command, PulumiFn program) =>
        await WorkspaceStack.SelectAsync("dev", await LocalWorkspace.CreateAsync(new() { PulumiCommand = command, Program = program }, Ct), Ct);

    sealed class Tiny : Stack
    {
        [Output]
        public Output<string> Where { get; set; } = Output.Create("there");
    }

    sealed class NoServices : IServiceProvider
    {
        public object? GetService(Type serviceType) => null;
    }
}
