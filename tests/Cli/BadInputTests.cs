namespace Infra.Tests.Cli;

/// <summary>What a person mistypes gets one message, a documented exit code, and changes nothing.</summary>
public sealed class BadInputTests
{
    private const int BadInput = 14;
    private const int NoTerminal = 16;
    private const int EngineMismatch = 17;
    private const string Hex = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private const string Catalog = """
        project: shop
        stages:
          local: { engine: sandbox, platform: aws-ecs }
          prod: { engine: pulumi, platform: aws-ecs, account: "111122223333", region: eu-west-1 }
        services:
          web: { artefact: shop/web, port: 8080, health: /healthz }
        """;

    [Theory]
    [InlineData("rolout web", "infra: \"rolout\" is not known to `infra`; did you mean rollout; `infra --help` lists what is.")]
    [InlineData("preview --refesh", "infra: \"--refesh\" is not known to `infra preview`; did you mean --refresh; `infra preview --help` lists what is.")]
    [InlineData("rollout wbe --release v1", "infra.yaml knows no service \"wbe\"; its services are: web.")]
    [InlineData("stage create local --from local --ttl 2h", "infra.yaml has a stage local; give the ephemeral one another name.")]
    [InlineData("stage create PR --from local --ttl 2h", "\"PR\" is not a stage's name: a lower-case letter, then at most 9 letters, digits or hyphens (a target group's name holds stage, service and colour in 32 characters).")]
    [InlineData("stage create pr-1 --from local --ttl 48", "--ttl: \"48\" is not a duration; write a number and its unit, such as 500ms, 30s, 10m or 1h.")]
    [InlineData("stage create pr-1 --from local --ttl 9999h", "--ttl: 9999h lies outside 1m to 720h.")]
    [InlineData("stage create pr-1 --from staging --ttl 2h", "infra.yaml knows no stage \"staging\"; its stages are: local, prod.")]
    [InlineData("up web.blau", "\"blau\" is not a colour; the colours are blue and green; did you mean blue.")]
    [InlineData("up prod.network", "Stack prod.network belongs to stage prod, not local; say --stage prod.")]
    [InlineData("rollout web --release sha256:123", "--release sha256:123: malformed digest; write [NAME@]sha256: and the 64 lower-case hex digits of the artefact, as `infra sandbox image add` prints them.")]
    [InlineData("sandbox image add shop/web nowhere", "nowhere is no folder; name the one that holds the program, such as a publish folder.")]
    public async Task A_wrong_argument_gets_one_message(string arguments, string message)
    {
        using var project = new TemporaryFolder();
        project.Write("infra.yaml", Catalog);

        var ended = await InfraProcess.RunAsync(project.Path, arguments.Split(' '));

        Assert.Equal(BadInput, ended.ExitCode);
        Assert.Empty(ended.Output);
        Assert.EndsWith(message, Assert.Single(ended.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        AssertUntouched(project);
    }

    [Fact]
    public async Task A_stage_that_is_not_in_the_file_may_be_in_a_backend_that_cannot_be_asked()
    {
        using var project = new TemporaryFolder();
        project.Write("infra.yaml", Catalog);

        var ended = await InfraProcess.RunAsync(project.Path, "status", "--stage", "porduction");

        Assert.Equal(BadInput, ended.ExitCode);
        Assert.StartsWith(
            "infra.yaml knows no stage \"porduction\"; its stages are: local, prod. If it is an ephemeral one: The backend of prod could not be asked for ephemeral stages. Stage prod runs on engine pulumi, and this infra was built with the sandbox's SDK.",
            Assert.Single(ended.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)),
            StringComparison.Ordinal);
        AssertUntouched(project);
    }

    [Fact]
    public async Task A_wrong_file_gets_all_its_messages_with_line_and_column()
    {
        using var project = new TemporaryFolder();
        project.Write("infra.yaml", Catalog.Replace("engine: sandbox", "engine: sandbax", StringComparison.Ordinal).Replace("port: 8080", "prt: 8080", StringComparison.Ordinal));

        var ended = await InfraProcess.RunAsync(project.Path, "status");

        Assert.Equal(BadInput, ended.ExitCode);
        Assert.Equal(
            """
            infra.yaml(3,20): stage local: engine "sandbax" is not an engine; known: sandbox, pulumi.
            infra.yaml(6,8): service web lacks port; add `port: 8080`.
            infra.yaml(6,30): service web knows no key "prt"; it knows: port, path, health, artefact, platform, sizes, instance, replicas, host, priority, stickiness, cpu, memory, drain, stopTimeout, env, secrets, dependsOn, rollout.
            """.ReplaceLineEndings("\n"),
            ended.Error.TrimEnd());
        AssertUntouched(project);
    }

    [Fact]
    public async Task Without_a_catalog_the_message_says_where_one_was_looked_for()
    {
        using var empty = new TemporaryFolder();

        var ended = await InfraProcess.RunAsync(empty.Path, "status", "--project", empty.Path);

        Assert.Equal(BadInput, ended.ExitCode);
        Assert.Contains("--project", Assert.Single(ended.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        AssertUntouched(empty, files: 0);
    }

    [Fact]
    public async Task Destroy_asks_nobody_without_a_terminal()
    {
        using var project = new TemporaryFolder();
        project.Write("infra.yaml", Catalog);

        var ended = await InfraProcess.RunAsync(project.Path, "destroy", "web");

        Assert.Equal(NoTerminal, ended.ExitCode);
        Assert.Equal(
            "infra destroy would delete local.web.traffic, local.web.green, local.web.blue, and there is no terminal to ask on; say --yes if that is meant. Nothing was changed.",
            ended.Error.TrimEnd());
        AssertUntouched(project);
    }

    [Fact]
    public async Task The_real_engine_is_not_given_a_build_with_the_sandbox_s_SDK()
    {
        using var project = new TemporaryFolder();
        project.Write("infra.yaml", Catalog);

        var ended = await InfraProcess.RunAsync(project.Path, "rollout", "web", "--stage", "prod", "--release", $"v1@sha256:{Hex}");

        Assert.Equal(EngineMismatch, ended.ExitCode);
        Assert.Contains("built with the sandbox's SDK", ended.Error, StringComparison.Ordinal);
        AssertUntouched(project);
    }

    [Fact]
    public async Task The_sandbox_s_own_pulumi_is_not_taken_for_the_real_one()
    {
        using var project = new TemporaryFolder();
        using var temporary = new TemporaryFolder();
        project.Write("infra.yaml", Catalog);
        var pulumi = temporary.Write("pulumi", "#!/bin/sh\necho v3.255.0+infra.sandbox\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(pulumi, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        await using var infra = InfraProcess.Start(project.Path, temporary.Path, temporary.Path, ["preview", "--stage", "prod", "--allow-sandbox-sdk"]);
        var ended = await infra.EndAsync();

        Assert.Equal(EngineMismatch, ended.ExitCode);
        Assert.Contains("the pulumi on PATH is 3.255.0+infra.sandbox, the sandbox's own", ended.Error, StringComparison.Ordinal);
        AssertUntouched(project);
    }

    private static void AssertUntouched(TemporaryFolder project, int files = 1) =>
        Assert.Equal(files, Directory.GetFileSystemEntries(project.Path, "*", SearchOption.AllDirectories).Length);
}
