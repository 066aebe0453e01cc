using Infra.Rpc;
using Google.Protobuf.WellKnownTypes;
using Pulumi;

namespace Infra.Tests.Sdk;

public sealed class RegistrationTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_output_of_one_resource_is_an_input_and_a_dependency_of_another()
    {
        await using var engine = await new FakeEngine().StartAsync(Ct);

        var code = await engine.RunAsync(() =>
        {
            var first = new Bucket("first", new() { Arn = "arn:first" });
            _ = new Bucket("second", new() { Arn = Output.Format($"{first.Arn}/copy"), Size = 3 });
        });

        Assert.Equal(0, code);
        var second = engine.Resource("second");
        Assert.Equal("arn:first/copy", second.Object.Fields["arn"].StringValue);
        Assert.Equal(3, second.Object.Fields["size"].NumberValue);
        Assert.Equal([FakeEngine.Urn("cloud:store/bucket:Bucket", "first")], second.Dependencies);
        Assert.Equal([FakeEngine.Urn("cloud:store/bucket:Bucket", "first")], second.PropertyDependencies["arn"].Urns);
        Assert.Empty(second.PropertyDependencies["size"].Urns);
        Assert.Equal(FakeEngine.Urn("pulumi:pulumi:Stack", "shop-dev"), second.Parent);
    }

    [Fact]
    public async Task What_was_not_given_is_not_sent()
    {
        await using var engine = await new FakeEngine().StartAsync(Ct);

        await engine.RunAsync(() => { _ = new Bucket("plain", new() { Size = 1 }); });

        Assert.Equal(["size"], engine.Resource("plain").Object.Fields.Keys);
    }

    [Fact]
    public async Task In_a_preview_the_id_of_a_new_resource_is_unknown_and_so_is_what_comes_from_it()
    {
        await using var engine = await new FakeEngine { IsDryRun = true }.StartAsync(Ct);
        var isCalled = false;

        var code = await engine.RunAsync(() =>
        {
            var first = new Bucket("first");
            _ = new Bucket("second", new()
            {
                Arn = first.Id.Apply(id =>
                {
                    isCalled = true;
                    return id;
                }),
            });
        });

        Assert.Equal(0, code);
        Assert.False(isCalled);
        Assert.Equal(WireValues.Unknown, engine.Resource("second").Object.Fields["arn"].StringValue);
    }

    [Fact]
    public async Task A_secret_stays_one_on_its_way_through_a_resource_to_the_stack_outputs()
    {
        await using var engine = await new FakeEngine().StartAsync(Ct);

        await engine.RunAsync(() =>
        {
            var bucket = new Bucket("vault", new() { Arn = Output.CreateSecret("hush") });
            return new Dictionary<string, object?> { ["arn"] = bucket.Arn.Apply(arn => arn + "!") };
        });

        Assert.Equal(WireValues.Secret(Value.ForString("hush")), engine.Resource("vault").Object.Fields["arn"]);
        Assert.Equal(WireValues.Secret(Value.ForString("hush!")), engine.StackOutputs.Fields["arn"]);
    }
}
