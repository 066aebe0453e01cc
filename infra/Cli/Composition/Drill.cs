using System.Net.Sockets;
using System.Text;
using Infra.Orchestrator;
using Infra.Orchestrator.Journal;

namespace Infra.Cli.Composition;

/// <summary>
/// For drills that kill this process at an exact moment: tells each moment at which a kill could matter to the socket that INFRA_DRILL names,
/// a line each, and waits there until it is answered a byte. Without the variable there is no drill; one that has gone away holds nobody up.
/// </summary>
internal sealed class Drill : IAsyncDisposable
{
    private const string Variable = "INFRA_DRILL";

    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly Lock _turn = new();
    private bool _over;

    private Drill(string path) => _socket.Connect(new UnixDomainSocketEndPoint(path));

    internal static Drill? Join() => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } path ? new(path) : null;

    /// <summary>The same ports, with a moment before and after all that lasts.</summary>
    internal Ports Watch(Ports ports) => ports with
    {
        Journals = new DrilledJournals(ports.Journals, this),
        Stacks = new DrilledStacks(ports.Stacks, this),
        Router = ports.Router is { } router ? new DrilledRouter(router, this) : null,
    };

    internal void At(string moment)
    {
        lock (_turn)
        {
            if (_over)
                return;
            try
            {
                _socket.Send(Encoding.UTF8.GetBytes(moment + "\n"));
                _over = _socket.Receive(new byte[1]) == 0;
            }
            catch (SocketException)
            {
                _over = true;
            }
        }
    }

    internal async Task<T> AroundAsync<T>(string effect, Func<Task<T>> act)
    {
        At($"before {effect}");
        var result = await act();
        At($"after {effect}");
        return result;
    }

    internal async Task AroundAsync(string effect, Func<Task> act)
    {
        At($"before {effect}");
        await act();
        At($"after {effect}");
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
