using System.Diagnostics;

namespace Infra.Tests.Cli;

/// <summary>Folders that can't be written: one sentence that names what, the documented exit code, and nothing half done.</summary>
public sealed class ReadOnlyTests
{
    [Fact]
    public async Task A_folder_that_cannot_be_written_is_named_and_nothing_is_moved()
    {
        await using var project = new ShopProject("[ { setWeight: 50, bake: 500ms } ]");
        await project.ServeAsync();
        var v2 = await project.ImageAsync("v2");
        var journal = await File.ReadAllTextAsync(project.Journal, TestContext.Current.CancellationToken);

        await using (await Lock.TakeAsync(project, "journal"))
        {
            var ended = await project.RunAsync("rollout", "web", "--release", v2);
            Assert.Equal(11, ended.ExitCode);
            Assert.StartsWith("The journal can't be written: ", Assert.Single(ended.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
            Assert.Equal(journal, await File.ReadAllTextAsync(project.Journal, TestContext.Current.CancellationToken));
        }

        await using (await Lock.TakeAsync(project, "state"))
        {
            var ended = await project.RunAsync("up", "web.blue");
            Assert.Equal(1, ended.ExitCode);
            Assert.Contains("Let its folder be written by who runs this, then run it again.", ended.Output, StringComparison.Ordinal);
        }

        await using (await Lock.TakeAsync(project, "logs"))
        {
            var ended = await project.RunAsync("up", "web.blue");
            Assert.Equal(0, ended.ExitCode);
            Assert.Contains("No log is written: ", ended.Error, StringComparison.Ordinal);
        }

        Assert.Contains("100%", await project.DoAsync("status"), StringComparison.Ordinal);
        await project.DoAsync("sandbox", "down");
        await using (await Lock.TakeAsync(project, "world"))
        {
            var ended = await project.RunAsync("sandbox", "up");
            Assert.Equal(11, ended.ExitCode);
            Assert.Contains("can't keep its files", ended.Error, StringComparison.Ordinal);
        }

        Assert.Equal(0, (await project.RunAsync("sandbox", "up")).ExitCode);
    }

    [Fact]
    public async Task Of_two_projects_with_the_same_port_the_second_names_it_and_its_holder()
    {
        await using var first = new ShopProject("[ { setWeight: 50, bake: 500ms } ]");
        await first.DoAsync("up", "network");
        using var world = first.World;
        var holder = (await world.StatusAsync(TestContext.Current.CancellationToken)).ProcessId;
        await using var second = new ShopProject("[ { setWeight: 50, bake: 500ms } ]", first.ProductionPort);

        var ended = await second.RunAsync("up", "network");

        Assert.Equal(1, ended.ExitCode);
        Assert.Contains($"Port {first.ProductionPort} of 127.0.0.1 is in use by process {holder} ", ended.Output, StringComparison.Ordinal);
    }

    /// <summary>Takes a folder's rights away; from root, who has all of them, by the file system's own lock.</summary>
    private sealed class Lock(string folder) : IAsyncDisposable
    {
        private static readonly bool _isRoot = Environment.UserName == "root";

        internal static async Task<Lock> TakeAsync(ShopProject project, string name)
        {
            var folder = Path.Combine(project.Folder, ".infra", name);
            if (await RunAsync(_isRoot ? "chattr" : "chmod", "-R", _isRoot ? "+i" : "a-w", folder) != 0)
                Assert.Skip($"Root is kept out of a folder by `chattr +i` only, and the file system of {folder} knows none.");
            return new(folder);
        }

        public async ValueTask DisposeAsync() => await RunAsync(_isRoot ? "chattr" : "chmod", "-R", _isRoot ? "-i" : "u+w", folder);

        private static async Task<int> RunAsync(string program, params string[] args)
        {
            using var process = Process.Start(new ProcessStartInfo(program, args) { RedirectStandardError = true, RedirectStandardOutput = true }) ?? throw new InvalidOperationException($"{program} did not start.");
            await process.WaitForExitAsync();
            return process.ExitCode;
        }
    }
}
