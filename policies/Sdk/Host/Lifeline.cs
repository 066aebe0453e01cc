using System.Net;
using System.Net.Sockets;

namespace Infra.Policies.Sdk.Host;

/// <summary>What the pack's life hangs on besides Cancel: the engine that started it.</summary>
/// <remarks>It looks on threads of its own, for rules may hold all those of the pool.</remarks>
internal sealed class Lifeline : IDisposable
{
    static readonly TimeSpan lookEvery = TimeSpan.FromMilliseconds(200);
    const int UnclearLooks = 2;

    readonly ManualResetEventSlim ended = new();
    readonly Thread? watch;

    Lifeline(IPEndPoint? engine, Action gone)
    {
        if (engine is null) return;
        watch = new(() => Watch(engine, Parent(), gone)) { IsBackground = true };
        watch.Start();
    }

    // A terminal would stop a process that reads it in the background, and nothing is no one's hand.
    static bool InputTells => Console.IsInputRedirected && new FileInfo("/proc/self/fd/0").LinkTarget != "/dev/null";

    /// <summary>Done when standard input ends, on the thread that read it; never, where it can tell nothing.</summary>
    public static Task InputEndedAsync() => InputTells
        ? Task.Factory.StartNew(static () => Drain(Console.OpenStandardInput()), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)
        : Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, CancellationToken.None);

    /// <param name="address">The engine's; where it is none, nothing is watched.</param>
    /// <param name="gone">Called once nothing listens there, or who started this process has ended: the engine, or <c>dotnet run</c>, which killed alone would leave us behind.</param>
    public static Lifeline To(string? address, Action gone) => new(IPEndPoint.TryParse(address ?? "", out var engine) && engine.Port != 0 ? engine : null, gone);

    public void Dispose()
    {
        ended.Set();
        watch?.Join();
        ended.Dispose();
    }

    void Watch(IPEndPoint engine, string parent, Action gone)
    {
        for (var unclear = 0; unclear < UnclearLooks && Parent() == parent;)
        {
            if (ended.Wait(lookEvery)) return;
            unclear = Look(engine) switch
            {
                SocketError.Success => 0,
                // Refused is certain: the machine itself says that nobody listens.
                SocketError.ConnectionRefused => UnclearLooks,
                _ => unclear + 1,
            };
        }

        gone();
    }

    static SocketError Look(IPEndPoint engine)
    {
        try
        {
            using var socket = new Socket(engine.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            socket.Connect(engine);
            return SocketError.Success;
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode;
        }
    }

    /// <summary>The parent's id, which changes when it ends; always empty where the system does not tell.</summary>
    static string Parent() => File.Exists("/proc/self/stat") && File.ReadAllText("/proc/self/stat") is var stat ? stat[(stat.LastIndexOf(')') + 1)..].Split(' ')[2] : "";

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
