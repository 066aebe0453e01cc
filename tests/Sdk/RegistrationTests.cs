using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;
using Infra.Rpc;
using Pulumi;
using Pulumi.Utilities;

namespace Infra.Tests.Sdk;

public sealed class RegistrationTests
{
    const string BucketType = "cloud:store/bucket:Bucket";

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
        Assert.Equal([FakeEngine.Urn(BucketType, "first")], second.Dependencies);
        Assert.Equal([FakeEngine.Urn(BucketType, "first")], second.PropertyDependencies["arn"].Urns);
        Assert.Empty(second.PropertyDependencies["size"].Urns);
        Assert.Equal(FakeEngine.Urn("pulumi:pulumi:Stack", "shop-dev"), second.Parent);
    }

    [Fact]
    public async Task What_was_not_given_is_not_sent()
    {
        await using var engine = await new FakeEngine().StartAsync(Ct);

        await engine.RunAsync(() => { _ = new Bucket("plain", new() { Size = 1, Rules = { new BucketRuleArgs { Prefix = "a" } } }); });

        var sent = engine.Resource("plain").Object;
        Assert.Equal(["rules", "size"], sent.Fields.Keys.Order());
        Assert.Equal(["prefix"], sent.Fields["rules"].ListValue.Values[0].StructValue.Fields.Keys);
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
        Assert.Equal([FakeEngine.Urn(BucketType, "first")], engine.Resource("second").Dependencies);
    }

    [Fact]
    public async Task An_output_that_the_engine_does_not_give_is_unknown_in_a_preview_and_null_in_an_update()
    {
        foreach (var isDryRun in new[] { true, false })
        {
            await using var engine = await new FakeEngine { IsDryRun = isDryRun }.StartAsync(Ct);
            Output<string>? arn = null;

            await engine.RunAsync(() => { arn = new Bucket("bare").Arn; });

            Assert.Equal(!isDryRun, await OutputUtilities.GetIsKnownAsync(arn!));
            Assert.Null(await OutputUtilities.GetValueAsync(arn!));
        }
    }

    [Fact]
    public async Task A_secret_stays_one_on_its_way_through_a_resource_to_the_stack_outputs()
    {
        await using var engine = await new FakeEngine().StartAsync(Ct);

        await engine.RunAsync(() =>
        {
            var bucket = new Bucket("vault", new() { Arn = Output.CreateSecret("hush") });
            return new Dictionary<string, object?> { ["arn"] = bucket.Arn.Apply(arn => arn + "!"), ["absent"] = null };
        });

        Assert.Equal(WireValues.Secret(Value.ForString("hush")), engine.Resource("vault").Object.Fields["arn"]);
        Assert.Equal(WireValues.Secret(Value.ForString("hush!")), engine.StackOutputs.Fields["arn"]);
        Assert.Equal(["arn"], engine.StackOutputs.Fields.Keys);
    }

    [Fact]
    public async Task Nested_outputs_come_back_as_the_types_that_were_declared()
    {
        await using var engine = await new FakeEngine().StartAsync(Ct);
        Bucket? bucket = null;

        var code = await engine.RunAsync(() =>
        {
            bucket = new Bucket("typed", new() { Size = 7, Tags = { { "team", "web" } }, Rules = { new BucketRuleArgs { Prefix = "logs/", Days = 30 }, new BucketRuleArgs { Prefix = "tmp/" } } });
        });

        Assert.Equal(0, code);
        var rules = await OutputUtilities.GetValueAsync(bucket!.Rules);
        Assert.Equal([("logs/", 30), ("tmp/", null)], rules.Select(rule => (rule.Prefix, rule.Days)));
        Assert.Equal("web", (await OutputUtilities.GetValueAsync(bucket.Tags))!["team"]);
        Assert.Equal(7, await OutputUtilities.GetValueAsync(bucket.Size));
    }

    [Fact]
    public async Task Depending_on_a_component_is_depending_on_the_resources_below_it()
    {
        await using var engine = await new FakeEngine().StartAsync(Ct);

        await engine.RunAsync(() =>
        {
            var shelf = new Shelf("outer");
            var inner = new Shelf("inner", new() { Parent = shelf });
            _ = new Bucket("below", new(), new() { Parent = inner });
            _ = new Bucket("after", new(), new() { DependsOn = shelf });
        });

        Assert.Equal([FakeEngine.Urn(BucketType, "below")], engine.Resource("after").Dependencies);
        Assert.Equal(FakeEngine.Urn("shop:index:Shelf", "inner"), engine.Resource("below").Parent);
    }

    [Fact]
    public async Task Children_inherit_protection_and_provider_from_their_component()
    {
        await using var engine = await new FakeEngine().StartAsync(Ct);

        await engine.RunAsync(() =>
        {
            var provider = new CloudProvider("west", new() { Region = "west-1", Accounts = { "111", "222" } });
            var shelf = new Shelf("shelf", new() { Provider = provider, Protect = true });
            _ = new Bucket("child", new(), new() { Parent = shelf });
            _ = new Bucket("free", new(), new() { Parent = shelf, Protect = false });
        });

        Assert.Equal($"{FakeEngine.Urn("pulumi:providers:cloud", "west")}::west-id", engine.Resource("child").Provider);
        Assert.True(engine.Resource("child").Protect);
        Assert.True(engine.Resource("shelf").Protect);
        Assert.False(engine.Resource("free").Protect);
        Assert.Equal("""[ "111", "222" ]""", engine.Resource("west").Object.Fields["accounts"].StringValue);
    }

    [Fact]
    public async Task Options_are_sent_as_the_engine_reads_them()
    {
        await using var engine = await new FakeEngine().StartAsync(Ct);

        await engine.RunAsync(() =>
        {
            var owner = new Bucket("owner");
            var options = new CustomResourceOptions
            {
                IgnoreChanges = { "size" },
                ReplaceOnChanges = { "arn" },
                AdditionalSecretOutputs = { "arn" },
                DeleteBeforeReplace = true,
                RetainOnDelete = true,
                ImportId = "b-1",
                Version = "1.2.3",
                DeletedWith = owner,
                CustomTimeouts = new() { Create = TimeSpan.FromMinutes(5) },
                Aliases = { new Alias { Name = "was" } },
            };
            _ = new Bucket("all", new(), options);
            options.IgnoreChanges.Add("too late");
        });

        var sent = engine.Resource("all");
        Assert.Equal(["size"], sent.IgnoreChanges);
        Assert.Equal(["arn"], sent.ReplaceOnChanges);
        Assert.Equal(["arn"], sent.AdditionalSecretOutputs);
        Assert.True(sent is { DeleteBeforeReplace: true, DeleteBeforeReplaceDefined: true, RetainOnDelete: true, AcceptSecrets: true, AcceptResources: true, SupportsResultReporting: true, Custom: true });
        Assert.Equal(("b-1", "1.2.3", "300000000000ns"), (sent.ImportId, sent.Version, sent.CustomTimeouts.Create));
        Assert.Equal(FakeEngine.Urn(BucketType, "owner"), sent.DeletedWith);
        Assert.Equal("was", sent.Aliases.Single().Spec.Name);
    }

    [Fact]
    public async Task A_resource_as_an_input_is_a_reference_to_it()
    {
        await using var engine = await new FakeEngine().StartAsync(Ct);

        await engine.RunAsync(() => { _ = new Bucket("user", new() { Owner = Output.Create<Resource>(new Bucket("owner")) }); });

        var reference = engine.Resource("user").Object.Fields["owner"];
        Assert.Equal(WireValues.ResourceReferenceSignature, reference.Signature());
        Assert.Equal("owner-id", reference.StructValue.Fields["id"].StringValue);
        Assert.Equal([FakeEngine.Urn(BucketType, "owner")], engine.Resource("user").Dependencies);
    }

    [Fact]
    public async Task A_resource_with_an_id_is_read_and_not_registered()
    {
        await using var engine = await new FakeEngine
        {
            OnRead = _ => new Struct { Fields = { ["arn"] = Value.ForString("arn:there") } },
        }.StartAsync(Ct);
        Bucket? bucket = null;

        await engine.RunAsync(() => { bucket = new Bucket("there", new(), new() { Id = "b-9" }); });

        Assert.Equal("b-9", engine.Reads.Single().Id);
        Assert.DoesNotContain(engine.Registered, request => request.Name == "there");
        Assert.Equal(("arn:there", "b-9"), (await OutputUtilities.GetValueAsync(bucket!.Arn), await OutputUtilities.GetValueAsync(bucket.Id)));
    }

    [Fact]
    public async Task A_component_registers_its_outputs()
    {
        await using var engine = await new FakeEngine().StartAsync(Ct);

        await engine.RunAsync(() =>
        {
            var shelf = new Shelf("shelf");
            var bucket = new Bucket("b", new() { Arn = "arn:b" }, new() { Parent = shelf });
            shelf.Done(new Dictionary<string, object?> { ["arn"] = bucket.Arn, ["names"] = ImmutableArray.Create("b") });
        });

        var outputs = engine.Outputs.Single(request => request.Urn == FakeEngine.Urn("shop:index:Shelf", "shelf")).Outputs;
        Assert.Equal("arn:b", outputs.Fields["arn"].StringValue);
        Assert.Equal("b", outputs.Fields["names"].ListValue.Values.Single().StringValue);
    }

    [Fact]
    public async Task A_wrong_type_in_an_answer_is_a_warning_that_names_the_property()
    {
        await using var engine = await new FakeEngine
        {
            OnRegister = request => new() { Urn = FakeEngine.Urn(request.Type, request.Name), Id = "1", Object = new Struct { Fields = { ["size"] = Value.ForString("big") } } },
        }.StartAsync(Ct);

        var code = await engine.RunAsync(() => { _ = new Bucket("odd"); });

        Assert.Equal(0, code);
        Assert.Contains(engine.Logs, log => log.Severity == Pulumirpc.LogSeverity.Warning && log.Message.Contains("Bucket.size", StringComparison.Ordinal));
    }
}
