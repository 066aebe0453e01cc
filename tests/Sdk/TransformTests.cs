using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;
using Infra.Rpc;
using Pulumi;
using Pulumirpc;

namespace Infra.Tests.Sdk;

public sealed class TransformTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_engine_registers_what_a_transform_makes_of_a_resource()
    {
        await using var engine = await new FakeEngine().StartAsync(Ct);

        var code = await engine.RunAsync(() =>
        {
            _ = new Bucket("b", new() { Size = 1 }, new() { ResourceTransforms = { Tag } });
        });

        Assert.Equal(0, code);
        Assert.Equal("shop", engine.Resource("b").Object.Fields["tags"].StructValue.Fields["project"].StringValue);
        Assert.Equal(1, engine.Resource("b").Object.Fields["size"].NumberValue);
        Assert.True(engine.WasWaitedFor);
    }

    [Fact]
    public async Task A_transform_of_the_stack_sees_every_resource()
    {
        await using var engine = await new FakeEngine().StartAsync(Ct);

        await engine.RunAsync<Tagged>();

        Assert.All(["first", "second"], name => Assert.True(engine.Resource(name).Object.Fields.ContainsKey("tags")));
    }

    [Fact]
    public async Task It_sees_and_changes_options()
    {
        await using var engine = await new FakeEngine
        {
            Options = new()
            {
                Protect = true,
                IgnoreChanges = { "size" },
                Aliases = { new Pulumirpc.Alias { Spec = new() { Name = "was" } } },
                CustomTimeouts = new() { Create = "1m30s" },
                Provider = "urn:pulumi:dev::shop::pulumi:providers:cloud::west::id-1",
                DependsOn = { "urn:a" },
                Hooks = new() { BeforeCreate = { "check" } },
            },
        }.StartAsync(Ct);
        TimeSpan? timeout = null;

        await engine.RunAsync(() =>
        {
            _ = new Bucket("b", new(), new()
            {
                ResourceTransforms =
                {
                    (args, _) =>
                    {
                        timeout = args.Options.CustomTimeouts!.Create;
                        var changed = CustomResourceOptions.Merge((CustomResourceOptions)args.Options, new() { Protect = false, IgnoreChanges = { "arn" }, DeleteBeforeReplace = true });
                        return Task.FromResult<ResourceTransformResult?>(new(args.Args, changed));
                    },
                },
            });
        });

        var options = engine.Transformed.Single().Options;
        Assert.Equal(TimeSpan.FromSeconds(90), timeout);
        Assert.True(options is { HasProtect: true, Protect: false, HasDeleteBeforeReplace: true, DeleteBeforeReplace: true });
        Assert.Equal(["size", "arn"], options.IgnoreChanges);
        Assert.Equal("was", options.Aliases.Single().Spec.Name);
        Assert.Equal("urn:pulumi:dev::shop::pulumi:providers:cloud::west::id-1", options.Provider);
        Assert.Equal((["urn:a"], ["check"]), (options.DependsOn, options.Hooks.BeforeCreate));
    }

    [Fact]
    public async Task A_secret_that_the_engine_shows_is_an_output_of_its_type_and_stays_secret()
    {
        await using var engine = await new FakeEngine { Secret = "arn" }.StartAsync(Ct);

        await engine.RunAsync(() =>
        {
            _ = new Bucket("b", new() { Arn = "hush" }, new() { ResourceTransforms = { Louder } });
        });

        var arn = engine.Resource("b").Object.Fields["arn"];
        Assert.Equal(WireValues.OutputValueSignature, arn.Signature());
        Assert.Equal(("hush!", true), (arn.StructValue.Fields["value"].StringValue, arn.StructValue.Fields["secret"].BoolValue));

        static Task<ResourceTransformResult?> Louder(ResourceTransformArgs args, CancellationToken ct) =>
            Task.FromResult<ResourceTransformResult?>(new(args.Args.SetItem("arn", ((Output<string>)args.Args["arn"]!).Apply(arn => arn + "!")), args.Options));
    }

    [Fact]
    public async Task One_that_gives_nothing_changes_nothing()
    {
        await using var engine = await new FakeEngine().StartAsync(Ct);

        await engine.RunAsync(() => { _ = new Bucket("b", new(), new() { ResourceTransforms = { (_, _) => Task.FromResult<ResourceTransformResult?>(null) } }); });

        Assert.Equal(new TransformResponse(), engine.Transformed.Single());
    }

    [Fact]
    public async Task One_that_throws_fails_the_registration_by_its_words()
    {
        await using var engine = await new FakeEngine().StartAsync(Ct);

        var code = await engine.RunAsync(() => { _ = new Bucket("b", new(), new() { ResourceTransforms = { (_, _) => throw new FormatException("no tag for b") } }); });

        Assert.Equal(32, code);
        Assert.Contains(engine.Logs, log => log.Message.Contains("no tag for b", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_engine_that_knows_no_transforms_is_too_old()
    {
        await using var engine = await new FakeEngine { Features = ["resourceReferences"] }.StartAsync(Ct);

        await engine.RunAsync(() => { _ = new Bucket("b", new(), new() { ResourceTransforms = { Tag } }); });

        Assert.Contains(engine.Logs, log => log.Message.Contains("The Pulumi CLI does not support resource transforms. Please update the Pulumi CLI.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_transform_of_functions_is_known_before_one_is_called()
    {
        await using var engine = await new FakeEngine().StartAsync(Ct);

        await engine.RunAsync(async () =>
        {
            Deployment.Instance.RegisterInvokeTransform((args, _) =>
                Task.FromResult<InvokeTransformResult?>(new(args.Args.SetItem("region", "west-1"), new() { Version = args.Options.Version + "-own" })));
            var answer = await Deployment.Instance.InvokeAsync<ImmutableDictionary<string, string>>("cloud:index/getZone:getZone", InvokeArgs.Empty);
            return new Dictionary<string, object?> { ["region"] = answer["region"] };
        });

        Assert.Equal("west-1", engine.StackOutputs.Fields["region"].StringValue);
        Assert.Equal("1.0.0-own", engine.Invoked.Single().Version);
    }

    static Task<ResourceTransformResult?> Tag(ResourceTransformArgs args, CancellationToken ct) => Task.FromResult<ResourceTransformResult?>(args.Custom
        ? new(args.Args.SetItem("tags", new Dictionary<string, string> { ["project"] = Deployment.Instance.ProjectName }), args.Options)
        : null);

    sealed class Tagged : Stack
    {
        public Tagged() : base(new StackOptions { ResourceTransforms = { Tag } })
        {
            _ = new Bucket("first");
            _ = new Bucket("second", new(), new() { Parent = new Shelf("shelf") });
        }
    }
}
