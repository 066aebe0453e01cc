using Pulumi.Automation;
using Pulumi.Automation.Commands;
using Pulumi.Automation.Commands.Exceptions;
using Pulumi.Automation.Exceptions;

namespace Infra.Tests.Automation;

public sealed class WorkspaceTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stack_that_is_not_there_is_created()
    {
        var command = new RecordingCommand { Failures = { ["stack select"] = new(255, "", "error: no stack named 'dev' found") } };
        using var workspace = await LocalWorkspace.CreateAsync(new() { PulumiCommand = command, SecretsProvider = "passphrase" }, Ct);

        await WorkspaceStack.CreateOrSelectAsync("dev", workspace, Ct);

        Assert.Equal(["stack select --stack dev", "stack init dev --secrets-provider passphrase"], command.Lines);
    }

    [Theory]
    [InlineData("error: no stack named 'dev' found", typeof(StackNotFoundException))]
    [InlineData("error: stack 'dev' already exists", typeof(StackAlreadyExistsException))]
    [InlineData("error: [409] Conflict: Another update is currently in progress.", typeof(ConcurrentUpdateException))]
    [InlineData("error: the stack is currently locked by 1 lock(s).", typeof(ConcurrentUpdateException))]
    [InlineData("error: something else", typeof(CommandException))]
    public async Task A_failure_is_known_by_what_the_command_says(string error, Type expected)
    {
        var command = new RecordingCommand { Failures = { ["stack select"] = new(255, "out", error) } };
        using var workspace = await LocalWorkspace.CreateAsync(new() { PulumiCommand = command }, Ct);

        var failed = await Assert.ThrowsAnyAsync<CommandException>(() => WorkspaceStack.SelectAsync("dev", workspace, Ct));

        Assert.Equal(expected, failed.GetType());
        Assert.Equal($"code: 255\nstdout: out\nstderr: {error}\n", failed.Message);
    }

    [Fact]
    public async Task Outputs_that_the_masked_answer_hides_are_secret()
    {
        var command = new RecordingCommand
        {
            Answers =
            {
                ["stack output --json --stack"] = """{"url":"http://a","key":"[secret]","count":2}""",
                ["stack output --json --show-secrets"] = """{"url":"http://a","key":"hush","count":2}""",
            },
        };
        using var workspace = await LocalWorkspace.CreateAsync(new() { PulumiCommand = command }, Ct);

        var outputs = await workspace.GetStackOutputsAsync("dev", Ct);

        Assert.True(outputs["key"] is { IsSecret: true, Value: "hush" });
        Assert.True(outputs["url"] is { IsSecret: false, Value: "http://a" });
        Assert.Equal(2L, outputs["count"].Value);
    }

    [Fact]
    public async Task Settings_are_files_that_pulumi_reads_and_go_with_the_workspace()
    {
        var command = new RecordingCommand();
        var options = new LocalWorkspaceOptions
        {
            PulumiCommand = command,
            ProjectSettings = new ProjectSettings("infra", ProjectRuntimeName.Dotnet) { Main = "stacks", Backend = new() { Url = "file:///state" } },
            StackSettings = new Dictionary<string, StackSettings>
            {
                ["local.web.blue"] = new()
                {
                    EncryptionSalt = "v1:abc=:v1:def",
                    Config = new Dictionary<string, StackSettingsConfigValue> { ["infra:release"] = new("none", false), ["infra:key"] = new("v1:xyz", true), ["infra:port"] = new("80", false) },
                },
            },
            EnvironmentVariables = new Dictionary<string, string?> { ["PULUMI_BACKEND_URL"] = "file:///state" },
            PulumiHome = "/home/p",
        };
        string folder;
        using (var workspace = await LocalWorkspace.CreateAsync(options, Ct))
        {
            folder = workspace.WorkDir;
            Assert.Equal(
                """
                name: infra
                runtime: dotnet
                main: stacks
                backend:
                  url: file:///state

                """, await File.ReadAllTextAsync(Path.Combine(folder, "Pulumi.yaml"), Ct));
            Assert.Equal(
                """
                encryptionsalt: v1:abc=:v1:def
                config:
                  infra:release: none
                  infra:key:
                    secure: v1:xyz
                  infra:port: "80"

                """, await File.ReadAllTextAsync(Path.Combine(folder, "Pulumi.local.web.blue.yaml"), Ct));
            var read = await workspace.GetStackSettingsAsync("local.web.blue", Ct);
            Assert.Equal(("v1:xyz", true), (read!.Config!["infra:key"].Value, read.Config["infra:key"].IsSecure));
            await workspace.SelectStackAsync("dev");
            var environment = command.Environments.Single();
            Assert.Equal(("file:///state", "/home/p"), (environment["PULUMI_BACKEND_URL"], environment["PULUMI_HOME"]));
        }
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task Settings_that_differ_from_the_file_that_is_there_are_a_conflict()
    {
        var folder = Directory.CreateTempSubdirectory("infra-test-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "Pulumi.yaml"), "name: infra\nruntime:\n  name: dotnet\n", Ct);
            var same = new LocalWorkspaceOptions { WorkDir = folder.FullName, PulumiCommand = new RecordingCommand(), ProjectSettings = new("infra", ProjectRuntimeName.Dotnet) };
            using var workspace = await LocalWorkspace.CreateAsync(same, Ct);
            var other = new LocalWorkspaceOptions { WorkDir = folder.FullName, PulumiCommand = new RecordingCommand(), ProjectSettings = new("other", ProjectRuntimeName.Dotnet) };

            var conflict = await Assert.ThrowsAsync<ProjectSettingsConflictException>(() => LocalWorkspace.CreateAsync(other, Ct));

            Assert.Equal(Path.Combine(folder.FullName, "Pulumi.yaml"), conflict.SettingsFileLocation);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task The_newest_entry_of_the_history_is_the_summary_of_an_update()
    {
        var command = new RecordingCommand
        {
            Answers =
            {
                ["stack history"] = """
                    [{"kind":"update","startTime":"2026-11-20T23:59:00.000Z","message":"m","environment":{"exec.kind":"auto.inline"},
                      "config":{"infra:key":{"value":"[secret]","secret":true}},"result":"succeeded","endTime":"2026-11-21T00:00:01.000Z",
                      "version":4,"resourceChanges":{"create":1,"same":2,"create-replacement":3}}]
                    """,
            },
        };
        using var stack = await WorkspaceStack.SelectAsync("dev", await LocalWorkspace.CreateAsync(new() { PulumiCommand = command }, Ct), Ct);

        var summary = (await stack.UpAsync(cancellationToken: Ct)).Summary;

        Assert.Equal((UpdateKind.Update, UpdateState.Succeeded, 4), (summary.Kind, summary.Result, summary.Version));
        Assert.True(summary.Config["infra:key"].IsSecret);
        Assert.Equal((1, 2, 3), (summary.ResourceChanges![OperationType.Create], summary.ResourceChanges[OperationType.Same], summary.ResourceChanges[OperationType.CreateReplacement]));
    }

    [Fact]
    public async Task A_preview_without_a_summary_is_refused()
    {
        using var stack = await WorkspaceStack.SelectAsync("dev", await LocalWorkspace.CreateAsync(new() { PulumiCommand = new RecordingCommand() }, Ct), Ct);

        await Assert.ThrowsAsync<NoSummaryEventException>(() => stack.PreviewAsync(cancellationToken: Ct));
    }

    [Fact]
    public void A_newer_major_version_of_the_command_is_refused()
    {
        Assert.Throws<InvalidOperationException>(() => LocalPulumiCommand.Check("v4.0.0", new(3, 1), isChecked: true));
        Assert.Throws<InvalidOperationException>(() => LocalPulumiCommand.Check("v3.0.9", new(3, 1), isChecked: true));
        Assert.Throws<FormatException>(() => LocalPulumiCommand.Check("dev", new(3, 1), isChecked: true));
        Assert.Null(LocalPulumiCommand.Check("dev", new(3, 1), isChecked: false));
        Assert.Equal("3.260.0-alpha.1+infra.sandbox", LocalPulumiCommand.Check("v3.260.0-alpha.1+infra.sandbox", new(3, 1), isChecked: true)!.ToString());
    }
}
