using System.Runtime.InteropServices;
using Infra.Sandbox.World.Control;
using Infra.Sandbox.World.Routing;
using Infra.Sandbox.World.Storage;

namespace Infra.Sandbox.World;

/// <summary>The process that is a world: from the lock on its folder to the last process ended.</summary>
internal static class WorldProcess
{
    static readonly TimeSpan LongestIdle = TimeSpan.FromMinutes(30);

    /// <summary>The folder has a world already.</summary>
    public const int Held = 3;

    public static async Task<int> RunAsync(string path, bool isPrivate, TimeProvider time)
    {
        // A terminal's Ctrl-C is for the command that started this world, not for the world.
        Posix.LeaveSession();
        var folder = new WorldFolder(path);
        try
        {
            folder.Create();
            using var held = await WorldLock.TryTakeAsync(folder, time);
            if (held is null)
            {
                Console.Error.WriteLine(WorldLock.Refusal(folder).Message);
                return Held;
            }
            folder.Sweep();
            using var log = new WorldLog(folder.Log, time);
            await RunAsync(folder, log, isPrivate, time);
            return 0;
        }
        catch (WorldException e)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"The world of {folder.Root} can't keep its files: {e.Message}");
            return 1;
        }
    }

    static async Task RunAsync(WorldFolder folder, WorldLog log, bool isPrivate, TimeProvider time)
    {
        var end = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => End(signal, "SIGTERM"));
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => End(signal, "SIGINT"));
        if (isPrivate) _ = WatchOwnerAsync(end);

        var activity = new Activity(time);
        await using (var world = new WorldHost(folder, log, activity, new Random(), time))
        {
            await world.StartAsync(CancellationToken.None);
            await using (await ControlServer.StartAsync(folder.CreateSocket(), new ControlApi(world, () => end.TrySetResult("it was asked to shut down")), activity))
            {
                log.Say($"The world of {folder.Root} is up as process {Environment.ProcessId}.");
                _ = WatchIdleAsync(activity, end);
                log.Say($"The world ends because {await end.Task}.");
            }
        }
        folder.RemoveSocket();
        log.Say("The world has ended.");

        void End(PosixSignalContext signal, string name)
        {
            signal.Cancel = true;
            end.TrySetResult($"of {name}");
        }
    }

    static async Task WatchOwnerAsync(TaskCompletionSource<string> end)
    {
        await using var input = Console.OpenStandardInput();
        var buffer = new byte[64];
        while (await input.ReadAsync(buffer) > 0)
        {
            // The owner says nothing; it only must be there.
        }
        end.TrySetResult("its owner is gone");
    }

    static async Task WatchIdleAsync(Activity activity, TaskCompletionSource<string> end)
    {
        await activity.IdleForAsync(LongestIdle, CancellationToken.None);
        end.TrySetResult($"nobody used it for {LongestIdle.TotalMinutes} minutes");
    }
}
