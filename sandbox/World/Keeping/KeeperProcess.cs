using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Infra.Sandbox.World.Storage;

namespace Infra.Sandbox.World.Keeping;

/// <summary>The parent of all tasks. It does nothing but start, signal and report, and takes everybody along when the world is gone.</summary>
internal sealed class KeeperProcess
{
    readonly ConcurrentDictionary<string, Process> tasks = [];
    readonly Lock reporting = new();

    /// <summary>Ends when stdin does, which is when the world does, however that happens.</summary>
    public static async Task<int> RunAsync()
    {
        // A session, and so a process group, of its own: one signal to the group reaches tasks, their children and the keeper itself.
        Posix.LeaveSession();
        var keeper = new KeeperProcess();
        keeper.Report(new KeeperReport { News = KeeperNews.Ready, ProcessId = Environment.ProcessId });
        while (await Console.In.ReadLineAsync() is { } line)
            if (JsonSerializer.Deserialize<KeeperOrder>(line, WorldContext.Default.Options) is { } order) keeper.Obey(order);
        foreach (var task in keeper.tasks.Values)
            if (!task.HasExited) Posix.Signal(task.Id, Posix.Kill);
        Posix.SignalGroup(Environment.ProcessId, Posix.Kill);
        return 0;
    }

    void Obey(KeeperOrder order)
    {
        if (order.Start is { } start) Start(order.Id, start);
        else if (tasks.TryGetValue(order.Id, out var task) && !task.HasExited) Posix.Signal(task.Id, order.Signal);
    }

    void Start(string id, TaskStart start)
    {
        var info = new ProcessStartInfo(start.File, start.Arguments)
        {
            WorkingDirectory = start.Directory,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        info.Environment.Clear();
        foreach (var (name, value) in start.Environment) info.Environment[name] = value;
        try
        {
            var task = Process.Start(info) ?? throw new InvalidOperationException("The system started no process.");
            tasks[id] = task;
            Report(new KeeperReport { News = KeeperNews.Started, Id = id, ProcessId = task.Id });
            _ = WatchAsync(id, task, start.Log);
        }
        catch (Exception e)
        {
            // One bad order must not end the keeper: everybody it keeps would die with it.
            Report(new KeeperReport { News = KeeperNews.NotStarted, Id = id, Error = e.Message });
        }
    }

    async Task WatchAsync(string id, Process task, string log)
    {
        task.StandardInput.Close();
        using var file = new RollingFile(log);
        var output = Task.WhenAll(PumpAsync(task.StandardOutput.BaseStream, file), PumpAsync(task.StandardError.BaseStream, file));
        await task.WaitForExitAsync();
        tasks.TryRemove(id, out _);
        Report(new KeeperReport { News = KeeperNews.Exited, Id = id, ExitCode = task.ExitCode });
        // A grandchild may hold the pipe for as long as it lives; it is told nothing, but its words are still kept.
        await output;
        task.Dispose();
    }

    static async Task PumpAsync(Stream output, RollingFile file)
    {
        var buffer = new byte[8192];
        while (await output.ReadAsync(buffer) is > 0 and var read)
        {
            try
            {
                file.Write(buffer.AsSpan(0, read));
            }
            catch (IOException)
            {
                // A full disk costs words of the log; a pipe that nobody reads would stop the task.
            }
        }
    }

    void Report(KeeperReport report)
    {
        lock (reporting)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(report, WorldContext.Default.Options));
            Console.Out.Flush();
        }
    }
}
