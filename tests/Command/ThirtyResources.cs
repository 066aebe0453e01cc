using System.Text.Json.Nodes;
using Infra.Rpc;
using Infra.Sandbox.Engine;
using Infra.Sandbox.World.Faults;
using Infra.Tests.Cli;
using Infra.Tests.Engine;
using Infra.Tests.Support;
using Infra.Tests.World;

namespace Infra.Tests.Command;

/// <summary>A stack of thirty resources whose <c>pulumi</c> is killed with SIGKILL at any of its steps.</summary>
sealed class ThirtyResources : IDisposable
{
    public const int Count = 30;

    readonly PulumiProject project = new();
    readonly FaultBook book;
    int known;

    public ThirtyResources()
    {
        book = new FaultBook(Path.Combine(project.Work, ".infra", "world"));
        Cloud = new CloudFile(Path.Combine(project.State, ".pulumi", "sandbox", "cloud.jsonl"));
    }

    public CloudFile Cloud { get; }

    public async Task LogInAsync()
    {
        await project.OkAsync("login", $"file://{project.State}");
        await project.OkAsync("stack", "init", "dev");
    }

    /// <summary>Dies in the n-th operation of its kind: before the cloud has heard of it, or when that has done it and nobody has written it down.</summary>
    public async Task KillAsync(string verb, ResourceOperation operation, int nth, bool isDone)
    {
        await book.WriteAsync([new Fault.OnResource(operation, "*", nth, isDone ? Harm.Crash : Harm.Hang, TimeSpan.Zero, "")], TestContext.Current.CancellationToken);
        await using var program = await ServeAsync();
        await using var pulumi = Start(verb, program.Address);
        if (!isDone)
        {
            await Eventually.HoldsAsync(async () => await CountAsync() >= nth, async () => $"{verb} met {await CountAsync()} of {nth}: {pulumi.Told}");
            await pulumi.KillAsync();
        }

        var ended = await pulumi.EndAsync();
        Assert.True(ended.ExitCode == 137, $"{verb} {nth} ended with {ended.ExitCode}: {ended.Output}{ended.Error}");
        await book.WriteAsync([], TestContext.Current.CancellationToken);
    }

    /// <returns>All that it said.</returns>
    public async Task<string> OkAsync(string verb)
    {
        await using var program = await ServeAsync();
        await using var pulumi = Start(verb, program.Address);
        var ended = await pulumi.EndAsync();
        Assert.True(ended.ExitCode == 0, $"{verb} ended with {ended.ExitCode}: {ended.Output}{ended.Error}");
        return ended.Output + ended.Error;
    }

    /// <summary>What <c>pulumi stack</c> says, to another process that looks.</summary>
    public Task<string> ShownAsync() => LookAsync("stack", "--stack", "dev");

    public async Task<JsonObject> StateAsync() => JsonNode.Parse(await LookAsync("stack", "export", "--stack", "dev"))!["deployment"]!.AsObject();

    /// <summary>As the cloud names them.</summary>
    public async Task<HashSet<string>> StatedAsync() => [.. (await StateAsync())["resources"]?.AsArray()
        .Where(resource => resource!["custom"]!.GetValue<bool>() && resource["type"]!.GetValue<string>().StartsWith("aws:", StringComparison.Ordinal))
        .Select(resource => (resource!["outputs"]?["arn"] ?? resource["id"])!.GetValue<string>()) ?? []];

    /// <summary>Somebody removes two of the ten logs, on which nothing stands, past Pulumi.</summary>
    public void LoseTwo()
    {
        var living = Cloud.Living();
        var leaves = Cloud.Changes.Where(change => change.Key == "add").Select(change => (Type: change.Value!["type"]!.GetValue<string>(), Key: change.Value["key"]!.GetValue<string>()))
            .Where(thing => thing.Type.Contains("logGroup", StringComparison.Ordinal) && living.Contains(thing.Key)).Distinct().ToList();
        File.AppendAllLines(Cloud.Path, leaves.Where((_, at) => at % 5 == 0).Select(thing => new JsonObject { ["remove"] = $"{thing.Type} {thing.Key}" }.ToJsonString()));
    }

    /// <summary>How many things were made since this was last asked.</summary>
    public int Made()
    {
        var all = Cloud.Changes.Where(change => change.Key == "add").Select(change => change.Value!["key"]!.GetValue<string>()).Distinct().Count();
        var made = all - known;
        known = all;
        return made;
    }

    async Task<int> CountAsync() => await book.CountsAsync(TestContext.Current.CancellationToken) is [var met, ..] ? met : 0;

    async Task<string> LookAsync(params string[] args)
    {
        await using var cli = new PulumiCli(new EngineOptions { WorldFolder = Path.Combine(project.Work, ".infra", "world") });
        var environment = new Dictionary<string, string?> { ["PULUMI_BACKEND_URL"] = $"file://{project.State}", ["PULUMI_CONFIG_PASSPHRASE"] = "" };
        var result = await cli.RunAsync(args, project.Work, environment, null, null, null, null, TestContext.Current.CancellationToken);
        Assert.True(result.ExitCode == 0, result.Error);
        return result.Output;
    }

    InfraProcess Start(string verb, string program) =>
        verb == "up" ? project.Start("up", "--yes", "--skip-preview", $"--client={program}") : project.Start(verb, "--yes", "--skip-preview");

    static Task<GrpcServer> ServeAsync() => PulumiProject.ServeAsync((program, _) => DeclareAsync(program));

    /// <summary>One network, in it four subnets and five groups with two rules each, and ten logs: what can begin at once, does.</summary>
    static async Task DeclareAsync(InlineProgram program)
    {
        var vpc = await program.RegisterAsync("aws:ec2/vpc:Vpc", "main", """{"cidrBlock":"10.0.0.0/16"}""");
        var logs = Enumerable.Range(0, 10).Select(at => program.RegisterAsync("aws:cloudwatch/logGroup:LogGroup", $"log{at}"));
        var subnets = Enumerable.Range(0, 4).Select(at => program.RegisterAsync("aws:ec2/subnet:Subnet", $"subnet{at}", $$"""{"vpcId":"{{vpc.Id}}","cidrBlock":"10.0.{{at}}.0/24"}""", request => request.Dependencies.Add(vpc.Urn)));
        var groups = Enumerable.Range(0, 5).Select(async at =>
        {
            var group = await program.RegisterAsync("aws:ec2/securityGroup:SecurityGroup", $"group{at}", $$"""{"vpcId":"{{vpc.Id}}"}""", request => request.Dependencies.Add(vpc.Urn));
            await Task.WhenAll(new[] { 80, 443 }.Select(port => program.RegisterAsync("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", $"group{at}-{port}",
                $$"""{"securityGroupId":"{{group.Id}}","ipProtocol":"tcp","fromPort":{{port}},"toPort":{{port}},"cidrIpv4":"10.0.0.0/8"}""", request => request.Dependencies.Add(group.Urn))));
        });
        await Task.WhenAll([.. logs, .. subnets, .. groups]);
    }

    public void Dispose() => project.Dispose();
}
