using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Infra.Tests.Command;

/// <summary>The built executable, as an engineer at a terminal or a pipeline starts it.</summary>
public sealed class ProcessTests
{
    [Fact]
    public async Task A_first_session_logs_in_makes_a_stack_and_comes_back_to_it()
    {
        using var project = new PulumiProject();

        var refused = await project.RunAsync("stack", "ls");
        Assert.Contains($"({"file://"}{project.State})", await project.OkAsync("login", $"file://{project.State}"));
        await project.OkAsync("stack", "init", "dev");
        await project.OkAsync("stack", "init", "prod");
        await project.OkAsync("stack", "select", "dev");

        Assert.Equal(2, refused.ExitCode);
        Assert.StartsWith("error: No backend is set: run `pulumi login file://FOLDER`", refused.Error);
        Assert.Equal("dev\n", await project.OkAsync("stack", "--show-name"));
        Assert.Equal(["NAME  LAST UPDATE  RESOURCE COUNT", "dev*  n/a          0", "prod  n/a          0"], Lines(await project.OkAsync("stack", "ls")));
        Assert.Equal("dev", Selected(project));
        await project.OkAsync("config", "set", "colour", "blue");
        Assert.Equal("blue\n", await project.OkAsync("config", "get", "colour"));
        Assert.True(File.Exists(Path.Combine(project.Work, "Pulumi.dev.yaml")));
    }

    [Fact]
    public async Task The_version_says_whose_it_is()
    {
        using var project = new PulumiProject();

        Assert.EndsWith("+infra.sandbox\n", await project.OkAsync("version"));
    }

    [Fact]
    public async Task Another_folder_is_named_with_cwd()
    {
        using var project = new PulumiProject();
        await project.OkAsync("login", $"file://{project.State}");
        await using var elsewhere = Cli.InfraProcess.Start(Cli.InfraProcess.Pulumi, project.Path, project.Path, null, ["-C", "work", "stack", "init", "dev"], ("PULUMI_HOME", project.Home));

        Assert.Equal(0, (await elsewhere.EndAsync()).ExitCode);
        Assert.Equal("dev", Selected(project));
    }

    [Fact]
    public async Task An_interrupt_cancels_an_update_which_says_so_and_keeps_its_state()
    {
        using var project = await StackedAsync();
        await using var program = await PulumiProject.ServeAsync((_, ct) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct));
        await using var up = project.Start("up", "--yes", "--skip-preview", $"--client={program.Address}");
        await up.AnsweredAsync("pulumi:pulumi:Stack shop-dev creating");

        await up.SignalAsync("INT");
        var ended = await up.EndAsync();

        Assert.Equal(8, ended.ExitCode);
        Assert.Contains("^C received; cancelling.", ended.Error);
        Assert.Contains("error: update canceled", ended.Output);
        Assert.Contains("shop-dev", await project.OkAsync("stack", "export"));
    }

    [Fact]
    public async Task A_second_interrupt_ends_at_once()
    {
        using var project = await StackedAsync();
        await using var program = await PulumiProject.ServeAsync((_, ct) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct));
        // Takes the events and never says that it has them: the command waits for that.
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using var up = project.Start("up", "--yes", "--skip-preview", $"--client={program.Address}", "--event-log", $"tcp://{silent.LocalEndpoint}");
        await up.AnsweredAsync("pulumi:pulumi:Stack shop-dev creating");

        await up.SignalAsync("INT");
        await up.AnsweredAsync("update canceled");
        await up.SignalAsync("INT");

        Assert.Equal(130, (await up.EndAsync()).ExitCode);
    }

    [Fact]
    public async Task An_update_without_a_terminal_wants_yes()
    {
        using var project = await StackedAsync();

        var ended = await project.RunAsync("destroy");

        Assert.Equal((2, "error: --yes or --skip-preview must be passed in to proceed when running in non-interactive mode\n"), (ended.ExitCode, ended.Error));
    }

    static async Task<PulumiProject> StackedAsync()
    {
        var project = new PulumiProject();
        await project.OkAsync("login", $"file://{project.State}");
        await project.OkAsync("stack", "init", "dev");
        return project;
    }

    /// <summary>Where the official command keeps it.</summary>
    static string Selected(PulumiProject project)
    {
        using var sha1 = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
        sha1.AppendData(Encoding.UTF8.GetBytes(Path.Combine(project.Work, "Pulumi.yaml")));
        var name = $"shop-{Convert.ToHexStringLower(sha1.GetHashAndReset())}-workspace.json";
        return JsonNode.Parse(File.ReadAllText(Path.Combine(project.Home, "workspaces", name)))!["stack"]!.GetValue<string>();
    }

    static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
