using System.Diagnostics;
using Infra.Sandbox.World;
using Infra.Tests.Cli;

namespace Infra.Tests.World;

/// <summary>One folder has one world: whoever comes second is told whose it is and what to do.</summary>
public sealed class OneWorldTests
{
    const int Stop = 19, Refused = 11, Unfit = 20;

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData]
    [InlineData("--private")]
    public async Task A_second_process_in_a_folder_is_refused_in_one_sentence_and_the_first_goes_on(params string[] kind)
    {
        await using var world = await PrivateWorld.StartAsync();
        await world.ServeAsync();
        var holder = (await world.Client.StatusAsync(Ct)).ProcessId;
        var start = new ProcessStartInfo(DotnetHost.Executable, [DotnetHost.WorldAssembly, "world", "--folder", world.Folder, .. kind]) { RedirectStandardInput = true, RedirectStandardError = true };

        using var second = Process.Start(start) ?? throw new InvalidOperationException("No process.");
        var said = await second.StandardError.ReadToEndAsync(Ct);
        await second.WaitForExitAsync(Ct);

        Assert.Equal(3, second.ExitCode);
        Assert.Equal(Refusal(world.Folder, holder), said.TrimEnd());
        Assert.Equal("v1", await world.ReleaseAsync());
        Assert.Equal(holder, (await world.Client.StatusAsync(Ct)).ProcessId);
    }

    [Fact]
    public async Task A_private_world_is_not_made_of_a_shared_one()
    {
        await using var world = await PrivateWorld.StartAsync();
        var holder = (await world.Client.StatusAsync(Ct)).ProcessId;

        var refused = await Assert.ThrowsAsync<WorldException>(() => WorldLauncher.EnsureAsync(world.Folder, isPrivate: true, Ct));

        Assert.Equal(Refusal(world.Folder, holder), refused.Message);
    }

    [Fact]
    public async Task Many_who_start_a_world_at_once_share_one()
    {
        var root = Directory.CreateTempSubdirectory("infra-test-");
        var handles = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => WorldLauncher.EnsureAsync(root.FullName, isPrivate: false, Ct)));

        var worlds = await Task.WhenAll(handles.Select(handle => handle.Client.StatusAsync(Ct)));

        Assert.Single(worlds.Select(status => status.ProcessId).Distinct());
        await handles[0].Client.ShutDownAsync(Ct);
        foreach (var handle in handles) await handle.DisposeAsync();
        root.Delete(recursive: true);
    }

    [Fact]
    public async Task Who_comes_while_a_world_ends_gets_the_next_one()
    {
        await using var world = await PrivateWorld.StartAsync();
        await world.ServeAsync();
        var first = (await world.Client.StatusAsync(Ct)).ProcessId;
        // What hears no request to end keeps the world from ending at once.
        Posix.Signal((await world.Client.HealthAsync("blue", Ct)).Single().ProcessId, Stop);

        Posix.Signal(first, Posix.Terminate);
        await Eventually.HoldsAsync(async () => !await AnswersAsync(world.Client), () => Task.FromResult("the world still answers"));
        await using var next = await WorldLauncher.EnsureAsync(world.Folder, isPrivate: false, Ct);

        Assert.NotEqual(first, (await next.Client.StatusAsync(Ct)).ProcessId);
        await next.Client.ShutDownAsync(Ct);
    }

    [Fact]
    public async Task A_world_that_holds_its_folder_and_is_silent_is_named_and_once_it_is_killed_everything_comes_back()
    {
        await using var project = new ShopProject("[ { setWeight: 20, bake: 1s } ]");
        await project.DoAsync("up");
        var (folder, holder) = (project.World.Folder, (await project.World.StatusAsync(Ct)).ProcessId);

        Posix.Signal(holder, Stop);
        var ended = await Task.WhenAll(project.RunAsync("sandbox", "status"), project.RunAsync("status"), project.RunAsync("up"));
        var examined = await project.RunAsync("doctor");

        var (says, remedy) = ($"The world of {folder}, process {holder}, holds its folder and does not answer; what it last did is in {folder}/world.log.", $"End it with `kill -9 {holder}`: the next command starts it anew with all that it had.");
        Assert.All(ended, one => Assert.Equal((Refused, $"{says} {remedy}"), (one.ExitCode, one.Error.TrimEnd())));
        Assert.Equal(Unfit, examined.ExitCode);
        Assert.Contains(says, examined.Output, StringComparison.Ordinal);
        Assert.Contains(remedy, examined.Output, StringComparison.Ordinal);
        Posix.Signal(holder, Posix.Kill);
        await project.DoAsync("up");
    }

    static string Refusal(string folder, int holder) =>
        $"Folder {folder} has a world already, process {holder}, and one folder has one world: use that one, or end it with `infra sandbox down`.";

    static async Task<bool> AnswersAsync(WorldClient client)
    {
        try
        {
            await client.StatusAsync(Ct);
            return true;
        }
        catch (WorldException)
        {
            return false;
        }
    }
}
