using Infra.Catalog;
using Infra.Orchestrator.Provisioning;
using Infra.Tests.Support;
using Pulumi.Automation;

namespace Infra.Tests.Orchestrator.Provisioning;

public sealed class PulumiStacksTests : IDisposable
{
    readonly string project = Directory.CreateTempSubdirectory("infra-project-").FullName;
    readonly FakeCommand command = new();

    public PulumiStacksTests() => File.WriteAllText(Path.Combine(project, "infra.yaml"), "project: shop\n");

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(project, recursive: true);

    PulumiStacks Stacks => new(new()
    {
        Command = command,
        Program = PulumiFn.Create(() => { }),
        ProjectFolder = project,
        PolicyPacks = ["/packs/ours"],
    });

    [Fact]
    public async Task Values_go_into_a_workspace_of_their_own_that_nobody_else_can_read_and_that_is_gone_afterwards()
    {
        await Stacks.UpAsync(new StackRequest("local.web.green").With(ConfigKeys.Release, "none"), Ct);

        var up = command.Calls.Single(call => call.Arguments[0] == "up");
        Assert.Contains("infra:release: none", up.StackFile);
        Assert.Equal("project: shop\n", up.Catalog);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, up.FolderMode);
        Assert.All(command.Calls, call => Assert.False(Directory.Exists(call.Folder)));
    }

    [Fact]
    public async Task The_workspace_of_a_process_that_was_killed_is_removed_and_one_in_use_is_not()
    {
        var left = Directory.CreateTempSubdirectory("infra-workspace-").FullName;
        await File.WriteAllTextAsync(Path.Combine(left, "in-use"), "", Ct);
        var before = TimeProvider.System.GetUtcNow().UtcDateTime - TimeSpan.FromMinutes(1);
        Directory.SetLastWriteTimeUtc(left, before);
        string[] during = [];
        command.During = folder =>
        {
            Directory.SetLastWriteTimeUtc(folder, before);
            PulumiStacks.SweepLeftovers(TimeProvider.System);
            during = Directory.Exists(folder) ? Directory.GetFiles(folder) : [];
        };

        await Stacks.UpAsync(new("local.web.traffic"), Ct);

        Assert.False(Directory.Exists(left));
        Assert.Contains(during, file => Path.GetFileName(file) == "infra.yaml");
    }

    [Fact]
    public async Task Everything_runs_under_the_packs_but_what_was_done_already()
    {
        await Stacks.UpAsync(new("local.web.traffic"), Ct);
        await Stacks.UpAsync(new("local.web.traffic") { UnderPolicies = false }, Ct);

        var ups = command.Calls.Where(call => call.Arguments[0] == "up").ToArray();
        Assert.Contains("/packs/ours", ups[0].Arguments);
        Assert.DoesNotContain("/packs/ours", ups[1].Arguments);
    }

    [Fact]
    public async Task Events_become_changes_and_violations_in_our_words()
    {
        command.Events =
        [
            """{"resourcePreEvent":{"metadata":{"op":"create","urn":"urn:a","type":"t"}}}""",
            """{"resourcePreEvent":{"metadata":{"op":"same","urn":"urn:b","type":"t"}}}""",
            """{"policyEvent":{"resourceUrn":"urn:a","message":"Tag the owner.","policyName":"required-tags","enforcementLevel":"advisory"}}""",
            """{"summaryEvent":{"resourceChanges":{"create":1,"same":1}}}""",
        ];
        var heard = new List<StackEvent>();

        var report = await Stacks.PreviewAsync(new("local.network") { OnEvent = heard.Add }, Ct);

        Assert.True(report.Succeeded);
        Assert.Equal((2, 1, 1), (report.Resources, report.ChangeCount, report.Changes["create"]));
        Assert.Equal(new Violation("required-tags", "advisory", "urn:a", "Tag the owner."), Assert.Single(report.Violations));
        Assert.Equal(3, heard.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(255)]
    public async Task A_mandatory_violation_is_exit_code_5_whatever_the_engine_says(int exitCode)
    {
        command.ExitCode = exitCode;
        command.Events =
        [
            """{"policyEvent":{"resourceUrn":"urn:a","message":"v2 is a tag.","policyName":"artefact-by-digest","enforcementLevel":"mandatory"}}""",
            """{"summaryEvent":{"resourceChanges":{"same":1}}}""",
        ];

        var report = await Stacks.PreviewAsync(new("local.web.green"), Ct);

        Assert.Equal((StackResult.Violated, 5, "local.web.green: artefact-by-digest: v2 is a tag."), (report.Result, report.ExitCode, report.Why));
    }

    [Fact]
    public async Task What_went_wrong_is_said_by_the_diagnostics()
    {
        command.ExitCode = 255;
        command.Error = "error: update failed";
        command.Events = ["""{"diagnosticEvent":{"urn":"urn:a","message":"The bucket is full.\n","severity":"error"}}"""];

        var report = await Stacks.UpAsync(new("local.network"), Ct);

        Assert.Equal((StackResult.Failed, 255, "local.network: The bucket is full."), (report.Result, report.ExitCode, report.Why));
    }

    [Fact]
    public async Task A_locked_stack_is_busy()
    {
        command.ExitCode = 255;
        command.Error = "error: the stack is currently locked by 1 lock(s)";

        Assert.Equal(StackResult.Busy, (await Stacks.UpAsync(new("local.network"), Ct)).Result);
    }

    [Fact]
    public async Task A_stack_that_never_was_has_no_outputs()
    {
        command.Known = false;

        Assert.Empty(await Stacks.OutputsAsync("local.network", Ct));
    }

    [Fact]
    public async Task Outputs_are_text_and_secrets_stay_secret()
    {
        command.Outputs = """{"ruleArn":"arn:1","count":2,"ids":["a","b"],"password":"[secret]"}""";

        var outputs = await Stacks.OutputsAsync("local.network", Ct);

        Assert.Equal(("arn:1", "2", """["a","b"]""", "[secret]"), (outputs["ruleArn"], outputs["count"], outputs["ids"], outputs["password"]));
    }
}
