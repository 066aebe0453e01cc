using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Infra.Sandbox.World.Storage;

namespace Infra.Sandbox.World.Keeping;

/// <summary>The world's end of the line to its keeper. A keeper that dies takes its tasks along; the next start gets a new one.</summary>
internal sealed class TaskKeeper(WorldLog log) : IAsyncDisposable
{
    sealed class Ward
    {
        public readonly TaskCompletionSource<int> Started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        public readonly TaskCompletionSource<int?> Exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
        public int ProcessId;
    }

    readonly ConcurrentDictionary<string, Ward> wards = [];
    readonly SemaphoreSlim turn = new(1);
    Process? keeper;
    Task reading = Task.CompletedTask;
    bool closing;

    public int? ProcessId => keeper?.Id;

    /// <exception cref="WorldException">The system does not start it.</exception>
    public async Task<RunningTask> StartAsync(string id, TaskStart start, CancellationToken ct)
    {
        var ward = new Ward();
        await turn.WaitAsync(ct);
        try
        {
            if (closing) throw new WorldException("The world is ending and starts nothing any more.");
            await EnsureAsync();
            wards[id] = ward;
            await SendAsync(new KeeperOrder { Id = id, Start = start });
        }
        finally
        {
            turn.Release();
        }
        return new RunningTask(await ward.Started.Task, ward.Exited.Task);
    }

    public async Task SignalAsync(string id, int signal)
    {
        await turn.WaitAsync();
        try
        {
            if (wards.ContainsKey(id)) await SendAsync(new KeeperOrder { Id = id, Signal = signal });
        }
        finally
        {
            turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await turn.WaitAsync();
        closing = true;
        turn.Release();
        keeper?.StandardInput.Close();
        await reading;
    }

    async Task EnsureAsync()
    {
        if (keeper is not null && !reading.IsCompleted) return;
        await reading;
        var info = new ProcessStartInfo(DotnetHost.Executable, [DotnetHost.WorldAssembly, "keeper"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // The keeper is mostly idle and small; without these it would reserve a heap per core and trace every method.
        info.Environment["DOTNET_gcServer"] = "0";
        info.Environment["DOTNET_TieredPGO"] = "0";
        keeper = Process.Start(info) ?? throw new WorldException("The keeper of the tasks did not start.");
        keeper.StandardError.Close();
        reading = ReadAsync(keeper);
    }

    async Task SendAsync(KeeperOrder order)
    {
        try
        {
            if (keeper is null) return;
            await keeper.StandardInput.WriteLineAsync(JsonSerializer.Serialize(order, WorldContext.Default.Options));
            await keeper.StandardInput.FlushAsync();
        }
        catch (IOException)
        {
            // It has just died; the reader notices, and tells whoever waits.
        }
    }

    async Task ReadAsync(Process process)
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
            if (JsonSerializer.Deserialize<KeeperReport>(line, WorldContext.Default.Options) is { } report) Hear(report);
        // Its group outlives it; whoever is left in there has no parent any more.
        Posix.SignalGroup(process.Id, Posix.Kill);
        await process.WaitForExitAsync();
        if (!closing) log.Say($"The keeper, process {process.Id}, ended unasked; the {wards.Count} tasks it kept were killed.");
        foreach (var (id, ward) in wards)
        {
            Posix.Signal(ward.ProcessId, Posix.Kill);
            wards.TryRemove(id, out _);
            ward.Started.TrySetException(new WorldException("The keeper of the tasks ended before the task had started."));
            ward.Exited.TrySetResult(null);
        }
        process.Dispose();
    }

    void Hear(KeeperReport report)
    {
        if (!wards.TryGetValue(report.Id, out var ward)) return;
        switch (report.News)
        {
            case KeeperNews.Started:
                ward.ProcessId = report.ProcessId;
                ward.Started.TrySetResult(report.ProcessId);
                break;
            case KeeperNews.NotStarted:
                wards.TryRemove(report.Id, out _);
                ward.Started.TrySetException(new WorldException(report.Error));
                break;
            case KeeperNews.Exited:
                wards.TryRemove(report.Id, out _);
                ward.Exited.TrySetResult(report.ExitCode);
                break;
            case KeeperNews.Ready:
                break;
        }
    }
}
