using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Google.Protobuf.WellKnownTypes;
using Infra.Rpc;
using Infra.Sandbox.World.Faults;
using Pulumirpc;

namespace Infra.Tests.Engine;

/// <summary>A secret of its own in every place that can hold one, and everything that was said or written searched for it.</summary>
public sealed partial class SecretPlacesTests
{
    const string Component = "shop:index:Box", Role = "aws:iam/role:Role", Vpc = "aws:ec2/vpc:Vpc", Refused = "aws:ssm/parameter:Parameter";

    static readonly string[] looks =
    [
        "preview --json", "preview --diff", "stack", "stack output", "stack output --json", "stack export", "stack graph", "stack history", "stack history --json", "config", "config --json",
        "refresh --yes --skip-preview --diff", "refresh --yes --skip-preview --json",
    ];

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_secret_is_said_or_written_in_clear_wherever_it_comes_from()
    {
        await using var scenario = await Scenario.StartAsync();
        var (markers, said) = (new Markers(), new List<(string Command, CommandEnd End)>());
        await using var pack = await FakePack.StartAsync(scenario.Folder, EnforcementLevel.Remediate,
            (request, _) => Task.FromResult(request.Urn.EndsWith("::box", StringComparison.Ordinal) ? FakePack.Finding($"'{markers["finding"]}' is weak", EnforcementLevel.Advisory) : new AnalyzeResponse()), Unmark);
        var flags = $"--policy-pack {pack.Path} --event-log events.jsonl";
        await scenario.OkAsync(["config", "set", "password", markers["config"], "--secret", "--stack", "dev"]);
        await scenario.OkAsync(["config", "set", "db.users[0].password", markers["nested"], "--secret", "--path", "--stack", "dev"]);

        foreach (var command in new[] { "preview", "preview --diff", "preview --json", "up --yes --skip-preview --diff", "up --yes --skip-preview --json", "up --yes --skip-preview" })
            said.Add((command, await scenario.RunAsync($"{command} {flags}", program => DeclareAsync(program, markers, scenario), "dev", Ct)));
        var book = new FaultBook(scenario.Options.WorldFolder);
        await book.WriteAsync([new Fault.OnResource(ResourceOperation.Create, Refused, null, Harm.Fail, TimeSpan.Zero, $"no '{markers["provider error"]}' here")], Ct);
        said.Add(("refused up", await scenario.UpAsync(program => RefusedAsync(program, markers), flags)));
        await book.WriteAsync([], Ct);
        foreach (var look in looks) said.Add((look, look.StartsWith("preview", StringComparison.Ordinal) ? await scenario.RunAsync(look, program => DeclareAsync(program, markers, scenario), "dev", Ct) : await scenario.OkAsync($"{look} --stack dev")));
        said.Add(("stack import", await scenario.OkAsync("stack import --stack dev", (await scenario.OkAsync("stack export --show-secrets --stack dev")).Output)));

        Assert.All(said.Where(one => !one.Command.StartsWith("refused", StringComparison.Ordinal)), one => Assert.True(one.End.ExitCode == 0, $"{one.Command}: {one.End.Output}{one.End.Error}{string.Concat(one.End.Errors)}"));
        Assert.Contains("[secret]' here", string.Concat(said.SelectMany(one => one.End.Errors)));
        Assert.Empty(Shown(scenario, markers, said).Distinct());
        await ShownToWhoAsksAsync(scenario, markers);
        said = [("destroy", await scenario.OkAsync("destroy --yes --skip-preview --diff --stack dev"))];
        Assert.Empty(Shown(scenario, markers, said).Distinct());
    }

    [Fact]
    public async Task What_an_import_finds_is_not_shown_where_the_program_says_that_it_is_secret()
    {
        await using var scenario = await Scenario.StartAsync();
        var (markers, said) = (new Markers(), new List<(string Command, CommandEnd End)>());
        (await scenario.UpAsync(async program => markers.Plant("imported", (await program.RegisterAsync(Vpc, "plain"))["arn"]))).Ok();
        var id = (await scenario.ResourceAsync("plain"))["id"]!.GetValue<string>();
        await scenario.OkAsync("stack init second");

        foreach (var command in new[] { "preview", "preview --diff", "preview --json", "up --yes --skip-preview --diff", "up --yes --skip-preview --json" })
            said.Add((command, (await scenario.RunAsync($"{command} --event-log events.jsonl", program => ImportAsync(program, id), "second", Ct)).Ok()));
        foreach (var look in looks.Where(look => !look.StartsWith("preview", StringComparison.Ordinal))) said.Add((look, await scenario.OkAsync($"{look} --stack second")));

        // The cloud and the stack that it was taken from know it as it is.
        var own = Directory.EnumerateFiles(scenario.Folder, "*", SearchOption.AllDirectories).Where(file => file.Contains("second", StringComparison.Ordinal) || file.EndsWith("events.jsonl", StringComparison.Ordinal)).ToList();
        Assert.Contains(own, file => file.EndsWith(".history.json", StringComparison.Ordinal));
        Assert.Empty(said.SelectMany(one => Shown(markers, one.Command, one.End)).Concat(own.SelectMany(file => Shown(markers, file))));
        Assert.NotEmpty(markers.In((await scenario.OkAsync("stack export --show-secrets --stack second")).Output));
    }

    static Task<Registered> ImportAsync(InlineProgram program, string id) => program.RegisterAsync(Vpc, "taken", with: request =>
    {
        request.ImportId = id;
        request.AdditionalSecretOutputs.Add("arn");
    });

    static IEnumerable<string> Shown(Scenario scenario, Markers markers, List<(string Command, CommandEnd End)> said) =>
    [
        .. said.SelectMany(one => Shown(markers, one.Command, one.End)),
        .. Directory.EnumerateFiles(scenario.Folder, "*", SearchOption.AllDirectories).SelectMany(file => Shown(markers, file)),
    ];

    static IEnumerable<string> Shown(Markers markers, string command, CommandEnd end) =>
        markers.In(end.Output + end.Error + string.Concat(end.Events.Select(happened => happened.ToJsonString()))).Select(found => $"`{command}` says {found}");

    static IEnumerable<string> Shown(Markers markers, string file) => markers.In(File.ReadAllText(file)).Select(found => $"{Path.GetFileName(file)} holds {found}");

    /// <summary>So that nothing above is only absent because it was never there.</summary>
    static async Task ShownToWhoAsksAsync(Scenario scenario, Markers markers)
    {
        var shown = (await scenario.OkAsync("stack export --show-secrets --stack dev")).Output + (await scenario.OkAsync("config --json --show-secrets --stack dev")).Output;
        // The export has the JSON text of each secret as a text, and a document is a text in that.
        var texts = Plaintext().Matches(shown).Select(found => JsonSerializer.Deserialize<string>(found.Groups[1].Value)!).ToList();
        var found = markers.In(shown + string.Concat(texts) + string.Concat(texts.Select(text => $"{JsonNode.Parse(text)}"))).Select(one => one.Split(" as ")[0]).ToHashSet();
        Assert.Equal(["additional output", "asset", "component output", "config", "finding", "input", "invoke", "list", "map", "nested", "provider", "stack output"],
            markers.Places.Where(found.Contains).Order(StringComparer.Ordinal));
    }

    static async Task DeclareAsync(InlineProgram program, Markers markers, Scenario scenario)
    {
        var provider = await program.RegisterAsync("pulumi:providers:aws", "own", """{"region":"eu-west-1"}""", request => request.Object.Fields["secretKey"] = Secret(markers["provider"]));
        await program.RegisterAsync("aws:secretsmanager/secretVersion:SecretVersion", "input", """{"secretId":"shop"}""", request =>
        {
            request.Object.Fields["secretString"] = Secret(markers["input"]);
            request.Provider = $"{provider.Urn}::{(provider.Id.Length > 0 ? provider.Id : WireValues.Unknown)}";
        });
        await program.RegisterAsync("aws:ec2/vpc:Vpc", "map", """{"tags":{}}""", request => request.Object.Fields["tags"].StructValue.Fields["key"] = Secret(markers["map"]));
        var role = await program.RegisterAsync(Role, "role", """{"assumeRolePolicy":"{}"}""", request => request.AdditionalSecretOutputs.Add("uniqueId"));
        if (role.Outputs.Fields.GetValueOrDefault("uniqueId") is { KindCase: Value.KindOneofCase.StructValue } id && !id.StructValue.Fields["value"].IsUnknown()) markers.Plant("additional output", id.StructValue.Fields["value"].StringValue);
        var document = await program.CallAsync<ResourceInvokeRequest, ResourceInvokeResponse>("Invoke", new ResourceInvokeRequest
        {
            Tok = "aws:iam/getPolicyDocument:getPolicyDocument",
            Args = new Struct { Fields = { ["statements"] = Value.ForList(Value.ForStruct(new Struct { Fields = { ["actions"] = Value.ForList(Secret(markers["invoke"])) } })) } },
        });
        await program.RegisterAsync("aws:iam/policy:Policy", "invoke", "{}", request => request.Object.Fields["policy"] = document.Return.Fields["json"]);

        var box = await program.RegisterAsync(Component, "box", """{"deep":{"list":[{}]}}""", request =>
        {
            request.Object.Fields["deep"].StructValue.Fields["list"] = Value.ForList(Value.ForString("plain"), Secret(markers["list"]));
            request.Object.Fields["file"] = WireValues.Secret(Value.ForStruct(new Struct { Fields = { [WireValues.SignatureKey] = Value.ForString(WireValues.AssetSignature), ["hash"] = Value.ForString(""), ["text"] = Value.ForString(markers["asset"]) } }));
            request.Object.Fields["weak"] = Secret(markers["finding"]);
        }, custom: false);
        await program.CallAsync<RegisterResourceOutputsRequest, Empty>("RegisterResourceOutputs", new RegisterResourceOutputsRequest { Urn = box.Urn, Outputs = new Struct { Fields = { ["out"] = Secret(markers["component output"]) } } });
        program.Output("secret", Secret(markers["stack output"]));
        using var engine = new GrpcChannel(program.Run.MonitorAddress);
        await engine.CallAsync<LogRequest, Empty>("pulumirpc.Engine", "Log", new LogRequest { Severity = LogSeverity.Warning, Message = $"with '{markers["input"]}', {markers["config"]} and {new JsonObject { ["key"] = markers["nested"] }.ToJsonString()}", Urn = box.Urn }, Ct);
        // As a process leaves it that dies here.
        if (File.Exists(scenario.CheckpointFile() + ".steps")) File.Copy(scenario.CheckpointFile() + ".steps", Path.Combine(scenario.Folder, "steps.copy"), overwrite: true);
    }

    static async Task RefusedAsync(InlineProgram program, Markers markers)
    {
        try
        {
            await program.RegisterAsync(Refused, "refused", """{"type":"SecureString"}""", request => request.Object.Fields["value"] = Secret(markers["provider error"]));
        }
        catch (RpcException)
        {
            throw new ProgramException($"it was '{markers["provider error"]}' and {markers["config"]}");
        }
    }

    /// <summary>A remedy by somebody who lost every mark.</summary>
    static RemediateResponse Unmark(AnalyzeRequest request)
    {
        var properties = new Struct();
        foreach (var (name, value) in request.Properties.Fields) properties.Fields[name] = Unmark(value);
        return new() { Remediations = { new Remediation { PolicyName = "rule", PolicyPackName = "fake", PolicyPackVersion = "1.0.0", Properties = properties } } };
    }

    static Value Unmark(Value value) => value switch
    {
        { KindCase: Value.KindOneofCase.StructValue } when value.Signature() == WireValues.SecretSignature => Unmark(value.StructValue.Fields["value"]),
        { KindCase: Value.KindOneofCase.StructValue } => Value.ForStruct(new Struct { Fields = { value.StructValue.Fields.ToDictionary(field => field.Key, field => Unmark(field.Value)) } }),
        { KindCase: Value.KindOneofCase.ListValue } => Value.ForList([.. value.ListValue.Values.Select(Unmark)]),
        _ => value,
    };

    [GeneratedRegex(@"""plaintext"":\s*(""(?:[^""\\]|\\.)*"")")]
    private static partial Regex Plaintext();

    static Value Secret(string text) => WireValues.Secret(Value.ForString(text));
}
