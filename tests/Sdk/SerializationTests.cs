using System.Collections.Immutable;
using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using Infra.Rpc;
using Pulumi;
using Pulumi.Utilities;

namespace Infra.Tests.Sdk;

/// <summary>How values go over the wire, and back.</summary>
public sealed class SerializationTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Assets_and_archives_are_sent_by_what_they_are_and_the_engine_hashes_them()
    {
        var sent = await SendAsync(() => new()
        {
            ["text"] = new StringAsset("hello"),
            ["file"] = new FileAsset("./a.txt"),
            ["remote"] = new RemoteAsset("https://example.com/a"),
            ["folder"] = new FileArchive("./a"),
            ["remoteArchive"] = new RemoteArchive("https://example.com/a.zip"),
            ["tree"] = new AssetArchive(new Dictionary<string, AssetOrArchive> { ["a.txt"] = new StringAsset("a"), ["b"] = new FileArchive("./b") }),
        });

        Assert.Equal([("text", "hello"), ("path", "./a.txt"), ("uri", "https://example.com/a")], new[] { "text", "file", "remote" }.Select(name => Special(sent[name], WireValues.AssetSignature)));
        Assert.Equal([("path", "./a"), ("uri", "https://example.com/a.zip")], new[] { "folder", "remoteArchive" }.Select(name => Special(sent[name], WireValues.ArchiveSignature)));
        Assert.Equal(WireValues.ArchiveSignature, sent["tree"].Signature());
        var tree = sent["tree"].StructValue.Fields["assets"].StructValue.Fields;
        Assert.Equal([("text", "a"), ("path", "./b")], [Special(tree["a.txt"], WireValues.AssetSignature), Special(tree["b"], WireValues.ArchiveSignature)]);
    }

    [Fact]
    public async Task Assets_come_back_as_what_they_were()
    {
        var read = new Struct
        {
            Fields =
            {
                ["text"] = Asset(WireValues.AssetSignature, "text", Value.ForString("hello")),
                ["tree"] = Asset(WireValues.ArchiveSignature, "assets", Value.ForStruct(new() { Fields = { ["b"] = Asset(WireValues.ArchiveSignature, "path", Value.ForString("./b")) } })),
            },
        };

        var sent = await SendAsync(() => Pulumi.Serialization.CallbackValues.Read(read).ToDictionary());

        Assert.Equal(("text", "hello"), Special(sent["text"], WireValues.AssetSignature));
        Assert.Equal(("path", "./b"), Special(sent["tree"].StructValue.Fields["assets"].StructValue.Fields["b"], WireValues.ArchiveSignature));
    }

    [Fact]
    public async Task Plain_values_keep_their_kind_and_nothing_is_left_out()
    {
        using var json = JsonDocument.Parse("""{"n":1.5,"l":[true,null]}""");

        var sent = await SendAsync(() => new()
        {
            ["bool"] = true,
            ["number"] = 2,
            ["enum"] = DayOfWeek.Friday,
            ["union"] = Union<int, string>.FromT1("two"),
            ["json"] = json.RootElement,
            ["list"] = ImmutableArray.Create<object?>(1, null),
            ["map"] = new Dictionary<string, object?> { ["there"] = 1, ["null"] = null },
            ["null"] = null,
            ["default"] = default(ImmutableArray<string>),
            ["nothing"] = default(ValueTuple),
        });

        Assert.Equal(["bool", "enum", "json", "list", "map", "number", "union"], sent.Keys.Order());
        Assert.Equal((true, 2.0, 5.0, "two"), (sent["bool"].BoolValue, sent["number"].NumberValue, sent["enum"].NumberValue, sent["union"].StringValue));
        Assert.Equal(1.5, sent["json"].StructValue.Fields["n"].NumberValue);
        Assert.Equal([Value.KindOneofCase.NumberValue, Value.KindOneofCase.NullValue], sent["list"].ListValue.Values.Select(item => item.KindCase));
        Assert.Equal(["there"], sent["map"].StructValue.Fields.Keys);
    }

    [Theory]
    [InlineData(1L, "System.Int64 is not a supported argument type.\n\tresource:a[own:index:Thing].bad.deep[0]")]
    [InlineData(1.5f, "System.Single is not a supported argument type.\n\tresource:a[own:index:Thing].bad.deep[0]")]
    public async Task A_value_that_has_no_form_on_the_wire_is_refused_by_its_path(object value, string message)
    {
        await using var engine = await new FakeEngine().StartAsync(Ct);

        var code = await engine.RunAsync(() => { _ = Thing(new() { ["bad"] = new Dictionary<string, object?> { ["deep"] = new List<object> { value } } }); });

        Assert.Equal(32, code);
        Assert.Contains(engine.Logs, log => log.Message.Contains(message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_secret_and_an_unknown_deep_inside_stay_where_they_are()
    {
        var sent = await SendAsync(() => new()
        {
            ["list"] = new List<object> { Output.CreateSecret("hush"), OutputUtilities.CreateUnknown("?"), "plain" },
        });

        Assert.Equal([WireValues.Secret(Value.ForString("hush")), Value.ForString(WireValues.Unknown), Value.ForString("plain")], sent["list"].ListValue.Values);
    }

    [Fact]
    public async Task A_remote_component_gets_outputs_with_all_that_is_known_of_them()
    {
        await using var engine = await new FakeEngine { IsDryRun = true }.StartAsync(Ct);

        await engine.RunAsync(() =>
        {
            var (b, a) = (new Bucket("b", new() { Arn = "arn:b" }), new Bucket("a", new() { Arn = "arn:a" }));
            _ = new Remote("r", new()
            {
                ["plain"] = Output.Create("plain"),
                ["secret"] = Output.CreateSecret("hush"),
                ["unknown"] = a.Id,
                ["both"] = Output.Format($"{b.Arn} {a.Arn}"),
                ["nested"] = Output.Create(new List<object> { a.Id }),
                ["reference"] = a,
            });
        });

        var sent = engine.Resource("r");
        var urns = new[] { "a", "b" }.Select(name => Value.ForString(FakeEngine.Urn("cloud:store/bucket:Bucket", name))).ToArray();
        Assert.Equal("plain", sent.Object.Fields["plain"].StringValue);
        Assert.Equal(OutputValue(("value", Value.ForString("hush")), ("secret", Value.ForBool(true))), sent.Object.Fields["secret"]);
        Assert.Equal(OutputValue(("dependencies", Value.ForList(urns[0]))), sent.Object.Fields["unknown"]);
        Assert.Equal(OutputValue(("value", Value.ForString("arn:b arn:a")), ("dependencies", Value.ForList(urns))), sent.Object.Fields["both"]);
        Assert.Equal(OutputValue(("value", Value.ForList(Value.ForString(WireValues.Unknown))), ("dependencies", Value.ForList(urns[0]))), sent.Object.Fields["nested"]);
        Assert.Equal(WireValues.ResourceReferenceSignature, sent.Object.Fields["reference"].Signature());
        Assert.Empty(sent.PropertyDependencies["reference"].Urns);
    }

    [Fact]
    public async Task References_name_the_resource_as_far_as_it_is_known()
    {
        await using var engine = await new FakeEngine { IsDryRun = true }.StartAsync(Ct);

        await engine.RunAsync(() => { _ = Thing(new() { ["custom"] = new Bucket("b"), ["component"] = new Shelf("s") }); });

        var sent = engine.Resource("a").Object.Fields;
        Assert.Equal("", sent["custom"].StructValue.Fields["id"].StringValue);
        Assert.Equal(FakeEngine.Urn("shop:index:Shelf", "s"), sent["component"].StructValue.Fields["urn"].StringValue);
        Assert.False(sent["component"].StructValue.Fields.ContainsKey("id"));
    }

    [Fact]
    public async Task An_engine_without_references_gets_ids_and_urns()
    {
        await using var engine = await new FakeEngine { Features = [] }.StartAsync(Ct);

        await engine.RunAsync(() => { _ = Thing(new() { ["custom"] = new Bucket("b"), ["component"] = new Shelf("s") }); });

        var sent = engine.Resource("a").Object.Fields;
        Assert.Equal(("b-id", FakeEngine.Urn("shop:index:Shelf", "s")), (sent["custom"].StringValue, sent["component"].StringValue));
    }

    static async Task<IDictionary<string, Value>> SendAsync(Func<Dictionary<string, object?>> args)
    {
        await using var engine = await new FakeEngine().StartAsync(Ct);
        Assert.Equal(0, await engine.RunAsync(() => { _ = Thing(args()); }));
        return engine.Resource("a").Object.Fields;
    }

    static CustomResource Thing(Dictionary<string, object?> args) =>
        new("own:index:Thing", "a", new DictionaryResourceArgs(args.ToImmutableDictionary()), options: null);

    static (string Kind, string Content) Special(Value value, string signature)
    {
        Assert.Equal(signature, value.Signature());
        var (kind, content) = Assert.Single(value.StructValue.Fields, field => field.Key != WireValues.SignatureKey);
        return (kind, content.StringValue);
    }

    static Value Asset(string signature, string kind, Value content) => Value.ForStruct(new()
    {
        Fields = { [WireValues.SignatureKey] = Value.ForString(signature), ["hash"] = Value.ForString("abc"), [kind] = content },
    });

    static Value OutputValue(params (string Name, Value Value)[] fields)
    {
        var value = new Struct { Fields = { [WireValues.SignatureKey] = Value.ForString(WireValues.OutputValueSignature) } };
        foreach (var (name, field) in fields) value.Fields[name] = field;
        return Value.ForStruct(value);
    }

    sealed class Remote(string name, Dictionary<string, object?> args)
        : ComponentResource("own:index:Remote", name, new DictionaryResourceArgs(args.ToImmutableDictionary()), options: null, remote: true);
}
