using System.Diagnostics;

namespace Infra.Sandbox.World;

/// <summary>A running world. Disposing ends a private one and waits for it; a shared one goes on.</summary>
public sealed class WorldHandle : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    Process? own;

    internal WorldHandle(WorldClient client, Process? own) => (Client, this.own) = (client, own);

    public WorldClient Client { get; }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (own is null) return;
        own.StandardInput.Close();
        await EndAsync(Patience);
    }

    internal WorldHandle Release()
    {
        // Its streams are pipes to us; what it does not need any more, it must not wait for.
        own?.StandardInput.Close();
        own?.Dispose();
        own = null;
        return this;
    }

    internal Task AbandonAsync()
    {
        own?.StandardInput.Close();
        return EndAsync(TimeSpan.Zero);
    }

    async Task EndAsync(TimeSpan patience)
    {
        if (own is null) return;
        using var bound = new CancellationTokenSource(patience, TimeProvider.System);
        try
        {
            await own.WaitForExitAsync(bound.Token);
        }
        catch (OperationCanceledException)
        {
            // Its keeper notices and takes everybody else along.
            own.Kill();
        }
        own.Dispose();
        own = null;
    }
}
