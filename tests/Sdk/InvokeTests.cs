using System.Collections.Immutable;
using Pulumi;
using Pulumi.Utilities;

namespace Infra.Tests.Sdk;

public sealed class InvokeTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_function_is_called_when_its_arguments_are_there_and_depends_on_where_they_came_from()
    {
        await using var engine = await new FakeEngine().StartAsync(Ct);
        Output<ZoneResult>? zone = null;

        await engine.RunAsync(() =>
        {
            zone = Deployment.Instance.Invoke<ZoneResult>("cloud:index/getZone:getZone", new ZoneArgs { Name = Output.CreateSecret(new Bucket("b").Id) });
        });

        Assert.Equal("b-id", (await OutputUtilities.GetValueAsync(zone!)).Name);
        Assert.True(await Output.IsSecretAsync(zone!));
        Assert.Equal("b-id", engine.Invoked.Single().Args.Fields["name"].StringValue);
        Assert.Single(await OutputUtilities.GetDependenciesAsync(zone!));
    }

    [Fact]
    public async Task With_unknown_arguments_nothing_is_called()
    {
        await using var engine = await new FakeEngine { IsDryRun = true }.StartAsync(Ct);
        Output<ZoneResult>? zone = null;

        await engine.RunAsync(() =>
        {
            zone = Deployment.Instance.Invoke<ZoneResult>("cloud:index/getZone:getZone", new ZoneArgs { Name = new Bucket("b").Id });
        });

        Assert.Empty(engine.Invoked);
        Assert.False(await OutputUtilities.GetIsKnownAsync(zone!));
    }

    [Fact]
    public async Task A_failure_says_which_function_and_why()
    {
        await using var engine = await new FakeEngine
        {
            OnInvoke = _ => new() { Failures = { new Pulumirpc.CheckFailure { Property = "name", Reason = "no such zone" } } },
        }.StartAsync(Ct);
        string? message = null;

        await engine.RunAsync(async () =>
        {
            var failed = await Assert.ThrowsAsync<InvalidOperationException>(() =>
                Deployment.Instance.InvokeAsync<ZoneResult>("cloud:index/getZone:getZone", new ZoneArgs { Name = "z" }));
            message = failed.Message;
            return ImmutableDictionary<string, object?>.Empty;
        });

        Assert.Equal("Invoke of 'cloud:index/getZone:getZone' failed: no such zone (name)", message);
    }

    sealed class ZoneArgs : InvokeArgs
    {
        [Input("name")]
        public Input<string>? Name { get; set; }
    }

    [OutputType]
    sealed class ZoneResult
    {
        public readonly string Name;

        [OutputConstructor]
        ZoneResult(string name) => Name = name;
    }
}
