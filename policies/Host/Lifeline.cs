using System.Net;
using System.Net.Sockets;

namespace Infra.Policies.Host;

/// <summary>What the pack's life hangs on besides Cancel: the engine that started it.</summary>
internal static class Lifeline
{
    static readonly TimeSpan lookEvery = TimeSpan.FromSeconds(2);
    const int MissedLooks = 2;

    /// <summary>Done when standard input ends. Not watched on a terminal, where reading in the background would stop the process.</summary>
    public static Task InputEndedAsync() => Console.IsInputRedirected
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
