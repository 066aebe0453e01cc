using System.Diagnostics;

namespace Infra.Tests.Cli;

/// <summary>Real shells complete the built <c>infra</c> with the scripts that it prints.</summary>
public sealed class CompletionTests
{
    private const string Catalog = """
        project: shop
        stages:
          local: { engine: sandbox, platform: aws-ecs }
          prod: { engine: pulumi, platform: aws-ecs, account: "111122223333", region: eu-west-1 }
        services:
          api: { artefact: shop/api, port: 8080, health: /healthz, path: /api* }
          web: { artefact: shop/web, port: 8080, health: /healthz }
        """;

    /// <summary>bash is everywhere; the others are asked where they are installed.</summary>
    public static TheoryData<string> Shells => [.. new[] { "bash", "zsh", "fish" }.Where(shell => shell == "bash" || OnPath(shell))];

    [Theory, MemberData(nameof(Shells))]
    public async Task A_shell_completes_verbs_services_stages_stacks_rollouts_and_options(string shell)
    {
        using var project = new TemporaryFolder();
        project.Write("infra.yaml", Catalog);
        project.Write(".infra/journal/local/web.jsonl", "{\"hash\":\"\",\"entry\":{\"n\":1,\"token\":1,\"fact\":{\"fact\":\"planned\"}}}\n{\"hash\":\"\",\"entry\":{\"n\":2,\"token\":1,\"fact\":{\"fact\":\"done\"}}}\n");

        Assert.Equal(["rollback", "rollout"], await CompleteAsync(shell, project, "infra ro"));
        Assert.Equal(["api", "web"], await CompleteAsync(shell, project, "infra rollout "));
        Assert.Equal(["local", "prod"], await CompleteAsync(shell, project, "infra status --stage "));
        Assert.Equal(["local.web.blue", "local.web.green", "local.web.traffic"], await CompleteAsync(shell, project, "infra up local.web."));
        Assert.Equal(["api", "web", "web-1"], await CompleteAsync(shell, project, "infra explain "));
        Assert.Equal(["--watch"], await CompleteAsync(shell, project, "infra status --w"));
    }

    [Fact]
    public async Task Where_there_is_no_project_nothing_is_offered_and_nothing_is_said()
    {
        using var folder = new TemporaryFolder();

        Assert.Empty(await CompleteAsync("bash", folder, "infra rollout "));
    }

    [Fact]
    public async Task Another_shell_is_refused_with_those_that_are_known()
    {
        using var folder = new TemporaryFolder();

        var ended = await InfraProcess.RunAsync(folder.Path, "completion", "tcsh");

        Assert.Equal(14, ended.ExitCode);
        Assert.Equal("infra completes for bash, zsh and fish, and not for \"tcsh\".", ended.Error.Trim());
    }

    /// <summary>What the shell would offer, in order.</summary>
    private static async Task<string[]> CompleteAsync(string shell, TemporaryFolder folder, string line)
    {
        var script = (await InfraProcess.RunAsync(folder.Path, "completion", shell)).Output;
        File.WriteAllText(Path.Combine(folder.Path, "completion"), script);
        var start = new ProcessStartInfo(shell, Arguments(shell, line)) { WorkingDirectory = folder.Path, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["HOME"] = folder.Path;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal("", await error);
        return [.. (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(word => word.Trim()).Order(StringComparer.Ordinal)];
    }

    private static string[] Arguments(string shell, string line) => shell switch
    {
        // As readline calls a completion function.
        "bash" => ["--norc", "-c", $$"""
            infra() { dotnet '{{InfraProcess.Program}}' "$@"; }
            source ./completion
            COMP_LINE='{{line}}' COMP_POINT={{line.Length}}
            read -ra COMP_WORDS <<<"$COMP_LINE"
            [[ $COMP_LINE == *' ' ]] && COMP_WORDS+=('')
            COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))
            $(complete -p infra | sed -E 's/.*-F ([^ ]+).*/\1/')
            printf '%s\n' "${COMPREPLY[@]}"
            """],
        // As compsys calls one, with what it offers printed.
        "zsh" => ["-f", "-c", $$"""
            infra() { dotnet '{{InfraProcess.Program}}' "$@"; }
            compdef() { :; }
            compadd() { shift; for word in "$@"; do [[ $word == ${words[CURRENT]}* ]] && print -r -- $word; done; true; }
            line='{{line}}'
            words=(${(s: :)line})
            [[ $line == *' ' ]] && words+=('')
            CURRENT=${#words}
            source ./completion
            _infra
            """],
        _ => ["--no-config", "-c", $"""
            function infra; dotnet '{InfraProcess.Program}' $argv; end
            source ./completion
            complete -C '{line}'
            """],
    };

    private static bool OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
}
