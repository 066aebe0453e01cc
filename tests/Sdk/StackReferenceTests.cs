using Google.Protobuf.WellKnownTypes;
using Infra.Rpc;
using Pulumi;

namespace Infra.Tests.Sdk;

public sealed class StackReferenceTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Only_a_listed_output_of_another_stack_is_secret()
    {
        await using var engine = await Network().StartAsync(Ct);
        StackReferenceOutputDetails? plain = null, secret = null, absent = null;

        var code = await engine.RunAsync(async () =>
        {
            var network = new StackReference("organization/infra/local.network");
            plain = await network.GetOutputDetailsAsync("vpcId");
            secret = await network.GetOutputDetailsAsync("password");
            absent = await network.GetOutputDetailsAsync("nothing");
            return new Dictionary<string, object?> { ["vpc"] = network.RequireOutput("vpcId") };
        });

        Assert.Equal(0, code);
        Assert.Equal(("vpc-1", null), (plain!.Value, plain.SecretValue));
        Assert.Equal((null, "hush"), (secret!.Value, secret.SecretValue));
        Assert.Equal((null, null), (absent!.Value, absent.SecretValue));
        Assert.Equal("vpc-1", engine.StackOutputs.Fields["vpc"].StringValue);
        var read = engine.Reads.Single();
        Assert.Equal(("pulumi:pulumi:StackReference", "organization/infra/local.network"), (read.Type, read.Id));
    }

    [Fact]
    public async Task A_required_output_that_is_missing_fails_the_run_by_its_name()
    {
        await using var engine = await Network().StartAsync(Ct);

        var code = await engine.RunAsync(() => { _ = new StackReference("organization/infra/local.network").RequireOutput("nothing"); });

        Assert.Equal(32, code);
        Assert.Contains(engine.Logs, log => log.Message.Contains("Required output 'nothing' does not exist on stack 'organization/infra/local.network'.", StringComparison.Ordinal));
    }

    static FakeEngine Network() => new()
    {
        OnRead = request => new Struct
        {
            Fields =
            {
                ["name"] = request.Properties.Fields["name"],
                ["outputs"] = Value.ForStruct(new Struct
                {
                    Fields = { ["vpcId"] = Value.ForString("vpc-1"), ["password"] = WireValues.Secret(Value.ForString("hush")) },
                }),
                ["secretOutputNames"] = Value.ForList(Value.ForString("password")),
            },
        },
    };
}
