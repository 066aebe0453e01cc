using Pulumi.Automation;
using Pulumi.Automation.Commands;

namespace Infra.Tests.Automation;

/// <summary>The command lines that the official SDK issues, as facts of pulumi-dotnet 3.112.1.</summary>
public sealed class ArgumentsTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Updates()
    {
        var command = new RecordingCommand { Events = { """{"sequence":1,"timestamp":1,"summaryEvent":{"maybeCorrupt":false,"durationSeconds":1,"resourceChanges":{"create":2}}}""" } };
        using var stack = await OpenAsync(command);

        await stack.UpAsync(cancellationToken: Ct);
        await stack.UpAsync(new() { ExpectNoChanges = true, ShowReads = false, Diff = true, Plan = "p", Replace = ["r"], TargetDependents = true, ContinueOnError = true, Refresh = true }, Ct);
        await stack.UpAsync(new() { Program = PulumiFn.Create(() => { }), Parallel = 4, Message = "m", Exclude = ["e"], Target = ["t"], PolicyPacks = ["pack"], Color = "never", Debug = true, LogVerbosity = 3, LogToStdErr = true, Json = true }, Ct);
        await stack.PreviewAsync(new() { Plan = "p", Refresh = true }, Ct);
        await stack.RefreshAsync(cancellationToken: Ct);
        await stack.RefreshAsync(new() { ClearPendingCreates = true, ImportPendingCreates = [new("u", "i")] }, Ct);
        await stack.DestroyAsync(new() { RunProgram = false, Target = ["t"] }, Ct);
        await stack.DestroyAsync(new() { PreviewOnly = true }, Ct);

        Assert.Equal(
            """
            up --yes --skip-preview --exec-kind auto.local --stack dev
            up --yes --skip-preview --expect-no-changes --show-reads=false --diff --plan p --replace r --target-dependents --continue-on-error --refresh --exec-kind auto.local --stack dev
            up --yes --skip-preview --parallel 4 --message m --exclude e --target t --policy-pack pack --color never --verbose 3 --logtostderr --debug --json --client=PORT --exec-kind auto.inline --stack dev
            preview --save-plan p --refresh --exec-kind auto.local --stack dev
            refresh --yes --exec-kind auto.local --stack dev
            refresh --yes --skip-preview --clear-pending-creates --import-pending-creates u --import-pending-creates i --exec-kind auto.local --stack dev
            destroy --yes --skip-preview --run-program=false --target t --exec-kind auto.local --stack dev
            destroy --preview-only --exec-kind auto.local --stack dev
            """,
            Lines(command, line => line.Split(' ')[0] is "up" or "preview" or "refresh" or "destroy"));
        Assert.Equal(
            """
            stack output --json --stack dev
            stack output --json --show-secrets --stack dev
            stack history --json --show-secrets --page-size 1 --page 1 --stack dev
            """,
            Lines(command, line => line.StartsWith("stack output", StringComparison.Ordinal) || line.StartsWith("stack history", StringComparison.Ordinal), 3));
    }

    [Fact]
    public async Task Stacks_and_configuration()
    {
        var command = new RecordingCommand { Answers = { ["config get"] = """{"name":"k","value":"v","secret":true}""", ["stack export"] = """{"version":3}""", ["whoami"] = """{"user":"me"}""" } };
        using var stack = await OpenAsync(command);

        var value = await stack.GetConfigAsync("k", Ct);
        await stack.GetConfigAsync("k", path: true, Ct);
        await stack.GetAllConfigAsync(Ct);
        await stack.SetConfigAsync("k", new ConfigValue("-v", isSecret: true), Ct);
        await stack.SetAllConfigAsync(new Dictionary<string, ConfigValue> { ["a"] = new("1"), ["b"] = new("2", isSecret: true) }, Ct);
        await stack.RemoveConfigAsync("k", Ct);
        await stack.RemoveAllConfigAsync(["a", "b"], path: true, Ct);
        await stack.GetHistoryAsync(new() { PageSize = 5, Page = 2, ShowSecrets = false }, Ct);
        await stack.ImportStackAsync(await stack.ExportStackAsync(Ct), Ct);
        await stack.SetTagAsync("t", "1", Ct);
        await stack.CancelAsync(Ct);
        await stack.State.DeleteAsync("urn", force: true, Ct);
        await stack.ChangeSecretsProviderAsync("passphrase", new() { NewPassphrase = "open" }, Ct);
        await stack.Workspace.RemoveStackAsync("dev", Ct);
        await stack.Workspace.WhoAmIAsync(Ct);

        Assert.True(value is { Value: "v", IsSecret: true });
        Assert.Equal(
            """
            stack select --stack dev
            config get k --json --stack dev
            config get --path k --json --stack dev
            config --show-secrets --json --stack dev
            config set k --secret --stack dev --non-interactive -- -v
            config set-all --stack dev --plaintext a=1 --secret b=2
            config rm k --stack dev
            config rm-all --stack dev --path a b
            stack history --json --page-size 5 --page 2 --stack dev
            stack export --stack dev --show-secrets
            stack import --file FILE --stack dev
            stack tag set t 1 --stack dev
            cancel --yes --stack dev
            state delete urn --force --stack dev
            stack change-secrets-provider --stack dev passphrase
            stack rm --yes dev
            whoami --json
            """,
            Lines(command, _ => true));
        Assert.Equal("open", Assert.Single(command.Inputs.OfType<string>()));
    }

    [Fact]
    public async Task Plugins_dependencies_and_environments()
    {
        var command = new RecordingCommand
        {
            Answers = { ["plugin ls"] = """[{"name":"aws","kind":"resource","version":"7.0.0","size":12,"installTime":"2026-11-20T00:00:00Z","lastUsedTime":"2026-11-21T00:00:00Z"}]""" },
        };
        using var stack = await OpenAsync(command);
        var workspace = stack.Workspace;

        await workspace.InstallPluginAsync("aws", "v7.0.0", cancellationToken: Ct);
        await workspace.InstallPluginAsync("own", "v1.0.0", PluginKind.Analyzer, new() { ExactVersion = true, ServerUrl = "https://plugins" }, Ct);
        await workspace.RemovePluginAsync("aws", cancellationToken: Ct);
        var plugin = Assert.Single(await workspace.ListPluginsAsync(Ct));
        await workspace.InstallAsync(cancellationToken: Ct);
        await workspace.InstallAsync(new() { UseLanguageVersionTools = true, NoDependencies = true, Reinstall = true, NoPlugins = true }, Ct);
        await stack.AddEnvironmentsAsync(["one", "two"], Ct);
        await stack.RemoveEnvironmentAsync("one", Ct);

        Assert.Equal(("aws", PluginKind.Resource, "7.0.0", 12), (plugin.Name, plugin.Kind, plugin.Version, plugin.Size));
        Assert.Equal(
            """
            stack select --stack dev
            plugin install resource aws v7.0.0
            plugin install analyzer own v1.0.0 --exact --server https://plugins
            plugin rm resource aws --yes
            plugin ls --json
            install
            install --use-language-version-tools --no-dependencies --reinstall --no-plugins
            config env add --stack dev --yes one two
            config env rm one --stack dev --yes
            """,
            Lines(command, _ => true));
    }

    [Fact]
    public void The_real_command_gets_its_flags_before_the_text_that_is_no_flag()
    {
        Assert.Equal(["up", "--non-interactive", "--event-log", "f"], CommandArguments.With(["up"], "f"));
        Assert.Equal(["config", "set", "k", "--non-interactive", "--", "v"], CommandArguments.With(["config", "set", "k", "--", "v"], null));
        Assert.Equal(["config", "--non-interactive", "--", "v"], CommandArguments.With(["config", "--non-interactive", "--", "v"], null));
    }

    static async Task<WorkspaceStack> OpenAsync(RecordingCommand command) =>
        await WorkspaceStack.CreateOrSelectAsync("dev", await LocalWorkspace.CreateAsync(new() { PulumiCommand = command }, Ct), Ct);

    static string Lines(RecordingCommand command, Func<string, bool> isWanted, int? count = null) =>
        string.Join('\n', command.Lines.Where(isWanted).Take(count ?? int.MaxValue)
            .Select(line => line.StartsWith("stack import", StringComparison.Ordinal) ? "stack import --file FILE --stack dev" : line));
}
