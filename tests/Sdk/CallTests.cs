using Google.Protobuf.WellKnownTypes;
using Infra.Rpc;
using Pulumi;
using Pulumi.Utilities;
using Pulumirpc;

namespace Infra.Tests.Sdk;

public sealed class CallTests
{
    const string Token = "cloud:store/bucket:Bucket/size";

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_method_gets_its_resource_and_says_what_the_answer_comes_from()
    {
        await using var engine = await new FakeEngine
        {
            OnCall = _ => new()
            {
                Return = new Struct { Fields = { ["size"] = Value.ForNumber(5) } },
                ReturnDependencies = { ["size"] = new() { Urns = { "urn:other" } } },
            },
        }.StartAsync(Ct);
        Output<SizeResult>? size = null;

        await engine.RunAsync(() =>
        {
            var provider = new CloudProvider("west", new());
            var bucket = new Bucket("b", new(), new() { Provider = provider, Version = "1.2.3" });
            size = Deployment.Instance.Call<SizeResult>(Token, new SizeArgs { Prefix = new Bucket("other").Arn, Of = Output.Create<Resource>(bucket) }, bucket);
        });

        var called = engine.Called.Single();
        Assert.Equal(WireValues.ResourceReferenceSignature, called.Args.Fields["__self__"].Signature());
        Assert.Equal(($"{FakeEngine.Urn("pulumi:providers:cloud", "west")}::west-id", "1.2.3"), (called.Provider, called.Version));
        Assert.Empty(called.ArgDependencies["__self__"].Urns);
        Assert.Equal([FakeEngine.Urn("cloud:store/bucket:Bucket", "other")], called.ArgDependencies["prefix"].Urns);
        Assert.Equal(5, (await OutputUtilities.GetValueAsync(size!)).Size);
        Assert.Equal("urn:other", await OutputUtilities.GetValueAsync(Assert.Single(await OutputUtilities.GetDependenciesAsync(size!)).Urn));
    }

    [Fact]
    public async Task Unknown_arguments_are_the_provider_s_to_handle()
    {
        await using var engine = await new FakeEngine { IsDryRun = true }.StartAsync(Ct);

        await engine.RunAsync(() => Deployment.Instance.Call(Token, new SizeArgs { Prefix = new Bucket("other").Id }));

        var prefix = engine.Called.Single().Args.Fields["prefix"];
        Assert.Equal(WireValues.OutputValueSignature, prefix.Signature());
        Assert.False(prefix.StructValue.Fields.ContainsKey("value"));
    }

    [Fact]
    public async Task A_refusal_fails_the_run_and_says_why()
    {
        await using var engine = await new FakeEngine { OnCall = _ => new() { Failures = { new CheckFailure { Property = "prefix", Reason = "too long" } } } }.StartAsync(Ct);

        var code = await engine.RunAsync(() => Deployment.Instance.Call(Token, CallArgs.Empty));

        Assert.Equal(32, code);
        Assert.Contains(engine.Logs, log => log.Message.Contains($"Call of '{Token}' failed: too long (prefix)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_parameterized_package_is_registered_once_and_named_by_its_resources_and_calls()
    {
        await using var engine = await new FakeEngine().StartAsync(Ct);
        var package = new Pulumi.RegisterPackageRequest("base", "1.0.0", null, null, new("own", "2.0.0", [1, 2]));

        await engine.RunAsync(() =>
        {
            _ = new CustomResource("own:index:Thing", "a", null, null, package);
            _ = new CustomResource("own:index:Thing", "b", null, null, package);
            Deployment.Instance.Call("own:index:call", CallArgs.Empty, null, null, package);
        });

        Assert.Equal(("own", "2.0.0"), (engine.Packages.Single().Parameterization.Name, engine.Packages.Single().Parameterization.Version));
        Assert.Equal(["base#1", "base#1", "base#1"], [engine.Resource("a").PackageRef, engine.Resource("b").PackageRef, engine.Called.Single().PackageRef]);
    }

    sealed class SizeArgs : CallArgs
    {
        [Input("prefix")]
        public Input<string>? Prefix { get; set; }

        [Input("of")]
        public Input<Resource>? Of { get; set; }
    }

    [OutputType]
    sealed class SizeResult
    {
        public readonly int Size;

        [OutputConstructor]
        SizeResult(int size) => Size = size;
    }
}
