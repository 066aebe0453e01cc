using System.Text;
using Pulumi.Automation.Events;
using Pulumi.Automation.Serialization;

namespace Pulumi.Automation.Commands;

/// <summary>A file into which the command writes its events, one JSON text to a line, and which is read while it grows.</summary>
/// <remarks>The official SDK has newer commands stream events over gRPC; a file is understood by all of them.</remarks>
internal sealed class EventLog : IAsyncDisposable
{
    static readonly TimeSpan pause = TimeSpan.FromMilliseconds(100);

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("automation-events-");
    readonly CancellationTokenSource ended = new();
    readonly LocalSerializer serializer = new();
    readonly StringBuilder line = new();
    readonly Action<EngineEvent> onEvent;
    readonly Task reading;

    public EventLog(Action<EngineEvent> onEvent)
    {
        this.onEvent = onEvent;
        File.WriteAllText(Target, "");
        reading = ReadAsync();
    }

    public string Target => Path.Combine(folder.FullName, "events.json");

    /// <summary>Reads what is left and removes the file. Throws what a listener threw.</summary>
    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        try
        {
            await reading;
        }
        finally
        {
            ended.Dispose();
            folder.Delete(recursive: true);
        }
    }

    async Task ReadAsync()
    {
        await using var file = new FileStream(Target, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        var buffer = new char[4096];
        for (var isLast = false; ;)
        {
            int count;
            while ((count = await reader.ReadAsync(buffer)) > 0) Take(buffer.AsSpan(0, count));
            if (isLast) return;
            isLast = await WaitAsync();
        }
    }

    async Task<bool> WaitAsync()
    {
        try
        {
            await Task.Delay(pause, TimeProvider.System, ended.Token);
            return false;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
    }

    void Take(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (character != '\n')
            {
                line.Append(character);
                continue;
            }
            var json = line.ToString();
            line.Clear();
            if (!string.IsNullOrWhiteSpace(json)) onEvent(serializer.DeserializeJson<EngineEvent>(json));
        }
    }
}
