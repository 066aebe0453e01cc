using System.Text.Json.Nodes;
using Infra.Tests.Engine;

namespace Infra.Tests.Command;

/// <summary><c>pulumi import</c>: what exists becomes part of a stack, and its code says so.</summary>
public sealed class ImportTests
{
    const string Vpc = "aws:ec2/vpc:Vpc", Main = "urn:pulumi:dev::shop::aws:ec2/vpc:Vpc::main";

    [Theory]
    [InlineData("nodejs", "new aws.ec2.Vpc(\"main\", {\n    cidrBlock: \"10.0.0.0/16\",\n    tags: {\n        team: \"shop\",\n    },\n}, { protect: true });")]
    [InlineData("dotnet", "var main = new Pulumi.Aws.Ec2.Vpc(\"main\", new Pulumi.Aws.Ec2.VpcArgs\n{\n    CidrBlock = \"10.0.0.0/16\",\n    Tags = {\n        { \"team\", \"shop\" },\n    },\n}, new Pulumi.CustomResourceOptions { Protect = true });")]
    public async Task What_another_stack_made_is_taken_over_and_its_code_is_printed(string runtime, string code)
    {
        await using var scenario = await MadeAsync();
        await File.WriteAllTextAsync(Path.Combine(scenario.WorkFolder, "Pulumi.yaml"), $"name: shop\nruntime: {runtime}\n", TestContext.Current.CancellationToken);

        var imported = await scenario.OkAsync($"import {Vpc} main {await IdAsync(scenario)} --yes --skip-preview --stack dev");

        Assert.Contains(code, imported.Output);
        Assert.Equal("import", imported.AllOps["main"]);
        Assert.Contains("\"import\":1", imported.Changes);
        Assert.True((await scenario.ResourceAsync("main"))["protect"]!.GetValue<bool>());
        Assert.Equal("import", JsonNode.Parse((await scenario.OkAsync("stack history --json --stack dev")).Output)![0]!["kind"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_program_with_the_printed_code_changes_nothing()
    {
        await using var scenario = await NodeProject.StartAsync("""
            const aws = require("@pulumi/aws");
            const vpc = new aws.ec2.Vpc("net", { cidrBlock: "10.0.0.0/16", tags: { team: "shop" } });
            new aws.ec2.Subnet("a", { vpcId: vpc.id, cidrBlock: "10.0.1.0/24" });
            new aws.lb.TargetGroup("web", { port: 80, protocol: "HTTP", vpcId: vpc.id, healthCheck: { path: "/healthz", interval: 10 } });
            """);
        await scenario.OkAsync("stack init other");
        await scenario.OkAsync("up --yes --skip-preview --stack other");
        var resources = new List<string>();
        foreach (var (type, name) in new[] { ("aws:ec2/subnet:Subnet", "a"), (Vpc, "net"), ("aws:lb/targetGroup:TargetGroup", "web") })
            resources.Add($$"""{"type":"{{type}}","name":"{{name}}","id":"{{(await scenario.ResourceAsync(name, "other"))["id"]}}"{{(name == "a" ? ",\"parent\":\"net\"" : "")}}}""");
        await WriteAsync(scenario, $$"""{"resources":[{{string.Join(',', resources)}}]}""");

        var imported = await scenario.OkAsync("import --file import.json --out index.js --yes --skip-preview --stack dev");
        var preview = await scenario.OkAsync("preview --expect-no-changes --stack dev");

        Assert.Equal(3, imported.AllOps.Count(entry => entry.Value == "import"));
        Assert.Equal("""{"same":4}""", preview.Changes);
        Assert.Contains("parent: net", await File.ReadAllTextAsync(Path.Combine(scenario.WorkFolder, "index.js"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Nothing_else_of_the_stack_is_touched()
    {
        await using var scenario = await MadeAsync();
        (await scenario.UpAsync(program => program.RegisterAsync(Vpc, "own", """{"cidrBlock":"10.1.0.0/16"}"""))).Ok();
        var before = (await scenario.ResourceAsync("own")).ToJsonString();

        var imported = await scenario.OkAsync($"import {Vpc} main {await IdAsync(scenario)} --protect=false --generate-code=false --yes --skip-preview --stack dev");

        Assert.Equal((before, """{"import":1}"""), ((await scenario.ResourceAsync("own")).ToJsonString(), imported.Changes));
        Assert.Null((await scenario.ResourceAsync("main"))["protect"]);
        Assert.DoesNotContain("new Pulumi", imported.Output);
    }

    [Theory]
    [InlineData("import aws:ec2/vpc:Vpc main vpc-0 --yes", "aws:ec2/vpc:Vpc 'vpc-0' does not exist")]
    [InlineData("import aws:ec2/vpc:Vpcs main vpc-0 --yes", "doesn't know the type 'aws:ec2/vpc:Vpcs'; did you mean aws:ec2/vpc:Vpc")]
    [InlineData("import aws:ec2/vpc:Vpc main vpc-0", "--yes or --skip-preview must be passed in to proceed when running in non-interactive mode")]
    [InlineData("import aws:ec2/vpc:Vpc main --yes", "pulumi import takes TYPE NAME ID")]
    [InlineData("import aws:ec2/vpc:Vpc main vpc-0 --parent main --yes", "--parent takes NAME=URN")]
    [InlineData($"import aws:ec2/vpc:Vpc main vpc-0 --parent up={Main} --yes --skip-preview", "is neither in the stack nor imported before it")]
    [InlineData("import --file none.json --yes", "none.json, which doesn't exist")]
    [InlineData("import --file import.json --yes", "resources[0] has no 'id'; give the id under which it exists")]
    public async Task What_cannot_be_imported_is_refused_and_nothing_changes(string command, string sentence)
    {
        await using var scenario = await Scenario.StartAsync();
        await WriteAsync(scenario, """{"resources":[{"type":"aws:ec2/vpc:Vpc","name":"main"}]}""");
        var before = (await scenario.StateAsync())["resources"]?.ToJsonString();

        var refused = await scenario.CliAsync(command + " --stack dev");

        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains(sentence, refused.Output + refused.Error);
        Assert.Equal(before, (await scenario.StateAsync())["resources"]?.ToJsonString());
    }

    [Fact]
    public async Task What_the_stack_has_already_is_refused()
    {
        await using var scenario = await MadeAsync();
        var id = await IdAsync(scenario);
        await scenario.OkAsync($"import {Vpc} main {id} --yes --stack dev");

        var refused = await scenario.CliAsync($"import {Vpc} main {id} --yes --stack dev");

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains($"the stack has '{Main}' already", refused.Output + refused.Error);
    }

    [Fact]
    public async Task A_secret_is_neither_in_the_code_nor_in_events()
    {
        await using var scenario = await NodeProject.StartAsync("""
            const aws = require("@pulumi/aws");
            new aws.ssm.Parameter("password", { name: "/shop/password", type: "SecureString", value: "hunter2" });
            """);
        await scenario.OkAsync("stack init other");
        await scenario.OkAsync("up --yes --skip-preview --stack other");

        var imported = await scenario.OkAsync($"import aws:ssm/parameter:Parameter password {(await scenario.ResourceAsync("password", "other"))["id"]} --yes --diff --stack dev");

        Assert.Contains("value: config.requireSecret(\"password-value\")", imported.Output);
        Assert.Contains("pulumi config set --secret password-value", imported.Output);
        Assert.DoesNotContain("hunter2", imported.Output + string.Concat(imported.Events.Select(happened => happened.ToJsonString())));
        Assert.DoesNotContain("hunter2", await File.ReadAllTextAsync(scenario.CheckpointFile(), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Help_lists_it()
    {
        await using var scenario = await Scenario.StartAsync();

        Assert.Contains("import", (await scenario.OkAsync("--help")).Output);
        Assert.Contains("pulumi import [TYPE] [NAME] [ID] [flags]", (await scenario.OkAsync("import --help")).Output);
    }

    static async Task<Scenario> MadeAsync()
    {
        var scenario = await Scenario.StartAsync();
        await scenario.OkAsync("stack init other");
        (await scenario.UpAsync(program => program.RegisterAsync(Vpc, "net", """{"cidrBlock":"10.0.0.0/16","tags":{"team":"shop"}}"""), stack: "other")).Ok();
        return scenario;
    }

    static async Task<string> IdAsync(Scenario scenario) => (await scenario.ResourceAsync("net", "other"))["id"]!.GetValue<string>();

    static Task WriteAsync(Scenario scenario, string file) => File.WriteAllTextAsync(Path.Combine(scenario.WorkFolder, "import.json"), file, TestContext.Current.CancellationToken);
}
