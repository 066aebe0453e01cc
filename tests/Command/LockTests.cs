using System.Text.RegularExpressions;
using Infra.Rpc;
using Infra.Tests.Cli;

namespace Infra.Tests.Command;

/// <summary>Two processes that want to change one stack.</summary>
public sealed class LockTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_second_of_two_updates_is_refused_with_the_owner_of_the_lock_and_a_dead_owner_keeps_nobody_out()
    {
        using var project = await StackedAsync();
        await using var endless = await PulumiProject.ServeAsync((_, ct) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct));
        await using var program = await PulumiProject.ServeAsync((_, _) => Task.CompletedTask);
        await using var first = Up(project, endless);
        await first.AnsweredAsync("pulumi:pulumi:Stack shop-dev creating");

        await using var second = Up(project, program);
        var refused = await second.EndAsync();
        await using var destroying = project.Start("destroy", "--yes", "--skip-preview");
        var refusedToo = await destroying.EndAsync();
        await first.KillAsync();
        await using var third = Up(project, program);
        var after = await third.EndAsync();

        Assert.Equal((1, 1, 0), (refused.ExitCode, refusedToo.ExitCode, after.ExitCode));
        Assert.Matches(
            $@"^error: the stack is currently locked by 1 lock\(s\)\. .*`pulumi cancel`\.\n  file://.*\.json: created by {Regex.Escape(Environment.UserName)}@{Regex.Escape(Environment.MachineName)} \(pid {first.Id}\) at \d{{4}}-\d\d-\d\dT[\d:.]+Z\n$",
            refused.Error);
        Assert.Contains($"(pid {first.Id})", refusedToo.Error);
        Assert.Empty(Locks(project));
    }

    [Fact]
    public async Task A_lock_of_another_host_stands_though_nobody_here_holds_it_and_says_how_it_is_broken()
    {
        using var project = await StackedAsync();
        await using var program = await PulumiProject.ServeAsync((_, _) => Task.CompletedTask);
        var folder = Directory.CreateDirectory(Path.Combine(project.State, ".pulumi", "locks", "organization", "shop", "dev")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "theirs.json"), """{"pid":4,"username":"ann","hostname":"there","timestamp":"2026-01-01T00:00:00Z","engine":"infra-sandbox"}""", Ct);

        await using var refused = Up(project, program);
        var ended = await refused.EndAsync();
        await project.OkAsync("cancel", "dev");
        await using var next = Up(project, program);

        Assert.Equal(1, ended.ExitCode);
        Assert.Contains("theirs.json: created by ann@there (pid 4) at 2026-01-01T00:00:00Z; whether it still runs can't be seen from another host: `pulumi cancel` breaks its lock once it is gone", ended.Error);
        Assert.Equal(0, (await next.EndAsync()).ExitCode);
        Assert.Empty(Locks(project));
    }

    static InfraProcess Up(PulumiProject project, GrpcServer program) => project.Start("up", "--yes", "--skip-preview", $"--client={program.Address}");

    static IEnumerable<string> Locks(PulumiProject project) =>
        Directory.EnumerateFiles(Path.Combine(project.State, ".pulumi"), "*.json", SearchOption.AllDirectories).Where(file => file.Contains("/locks/", StringComparison.Ordinal));

    static async Task<PulumiProject> StackedAsync()
    {
        var project = new PulumiProject();
        await project.OkAsync("login", $"file://{project.State}");
        await project.OkAsync("stack", "init", "dev");
        return project;
    }
}
