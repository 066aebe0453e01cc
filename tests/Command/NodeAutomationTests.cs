using System.Diagnostics;
using System.Text.Json.Nodes;
using Infra.Tests.Cli;
using Infra.Tests.Engine;

namespace Infra.Tests.Command;

/// <summary>The independent client: the official Node.js Automation API drives the built executable.</summary>
public sealed class NodeAutomationTests
{
    static readonly string folder = Path.Combine(Repository.Root, "tests", "node");

    [Fact]
    public async Task The_official_Automation_API_takes_a_stack_through_its_whole_life()
    {
        NodeProject.SkipWithoutModules();
        using var project = new PulumiProject();

        var said = await RunAsync(project, "automation.js");

        Assert.Equal("3.260.0", said["version"]!.GetValue<string>());
        Assert.Equal("""["user","organizations","url"]""", Plain.Json(said["user"]));
        Assert.Equal("""{"shop:cidr":{"value":"10.0.0.0/16","secret":false},"shop:db":{"value":"{\"ports\":[5432]}","objectValue":{"ports":[5432]},"secret":false},"shop:password":{"value":"hunter2","secret":true}}""", Plain.Json(said["config"]));
        Assert.Equal("""{"create":2}""", Plain.Json(said["preview"]));
        Assert.Equal("""["cancelEvent","preludeEvent","resOutputsEvent","resourcePreEvent","summaryEvent"]""", Plain.Json(said["events"]));
        Assert.Equal(("succeeded", "update", """{"create":2}""", """{"value":"hunter2","secret":true}"""),
            (said["up"]!["result"]!.GetValue<string>(), said["up"]!["kind"]!.GetValue<string>(), Plain.Json(said["up"]!["changes"]), Plain.Json(said["up"]!["secret"])));
        Assert.StartsWith("vpc-", said["up"]!["vpc"]!.GetValue<string>());
        Assert.Contains("Updating (dev):", said["output"]!.GetValue<string>());
        Assert.DoesNotContain("hunter2", said["output"]!.GetValue<string>());
        Assert.Equal("""{"same":2}""", Plain.Json(said["again"]));
        Assert.Equal("succeeded", said["refresh"]!.GetValue<string>());
        Assert.Equal("""["refresh","update","update"]""", Plain.Json(said["history"]));
        Assert.Equal(("web", "dev", """[["dev",3]]"""), (said["tags"]!.GetValue<string>(), said["current"]!.GetValue<string>(), Plain.Json(said["listed"])));
        Assert.Equal(("StackNotFoundError", "StackAlreadyExistsError"), (said["missing"]!.GetValue<string>(), said["twice"]!.GetValue<string>()));
        Assert.Equal(("""{"delete":2}""", "[]"), (Plain.Json(said["destroy"]), Plain.Json(said["left"])));
    }

    static async Task<JsonNode> RunAsync(PulumiProject project, string script)
    {
        var start = new ProcessStartInfo("node", [script]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = $"{Path.GetDirectoryName(InfraProcess.Pulumi)}{Path.PathSeparator}{start.Environment["PATH"]}";
        start.Environment["PULUMI_HOME"] = project.Home;
        start.Environment["PULUMI_BACKEND_URL"] = $"file://{project.State}";
        start.Environment["PULUMI_CONFIG_PASSPHRASE"] = "correct horse";
        start.Environment["TMPDIR"] = project.Path;
        using var node = Process.Start(start)!;
        var (output, error) = (node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(node.ExitCode == 0, await error);
        return JsonNode.Parse(await output)!;
    }
}
