using System.Net;
using System.Net.Sockets;

namespace Infra.Policies.Sdk.Host;

/// <summary>What the pack's life hangs on besides Cancel: the engine that started it.</summary>
internal static class Lifeline
{
    static readonly TimeSpan lookEvery = TimeSpan.FromMilliseconds(300);
    const int MissedLooks = 2;

    // A terminal would stop a process that reads it in the background, and nothing is no one's hand.
    static bool InputTells => Console.IsInputRedirected && new FileInfo("/proc/self/fd/0").LinkTarget != "/dev/null";

    /// <summary>Done when standard input ends; never, where it can tell nothing.</summary>
    public static Task InputEndedAsync() => InputTells
        ? Task.Factory.StartNew(static () => Drain(Console.OpenStandardInput()), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)
        : Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, CancellationToken.None);

    /// <summary>Done when nothing listens on the engine's address any more; never, where the address is none.</summary>
    public static async Task EngineGoneAsync(string? address, TimeProvider time, CancellationToken ct)
    {
        if (!IPEndPoint.TryParse(address ?? "", out var engine) || engine.Port == 0)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, time, ct);
            return;
        }
        using var timer = new PeriodicTimer(lookEvery, time);
        for (var missed = 0; missed < MissedLooks;)
        {
            await timer.WaitForNextTickAsync(ct);
            missed = await AnswersAsync(engine, ct) ? 0 : missed + 1;
        }
    }

    static async Task<bool> AnswersAsync(IPEndPoint engine, CancellationToken ct)
    {
        using var socket = new Socket(engine.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(engine, ct);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    static void Drain(Stream input)
    {
        var buffer = new byte[256];
        try
        {
            while (input.Read(buffer) > 0)
            {
            }
        }
        catch (IOException)
        {
            // A closed descriptor is the end of input too.
        }
    }
}
