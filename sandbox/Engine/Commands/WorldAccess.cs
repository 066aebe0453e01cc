using Infra.Sandbox.World;

namespace Infra.Sandbox.Engine.Commands;

/// <summary>The world of the project, started when something first needs it.</summary>
internal sealed class WorldAccess(EngineOptions options) : IAsyncDisposable
{
    readonly SemaphoreSlim gate = new(1);
    WorldHandle? handle;

    public async Task<WorldClient> GetAsync(CancellationToken ct)
    {
        await gate.WaitAsync(ct);
        try
        {
            handle ??= await WorldLauncher.EnsureAsync(options.WorldFolder, options.PrivateWorld, ct);
            return handle.Client;
        }
        finally
        {
            gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (handle is not null) await handle.DisposeAsync();
        gate.Dispose();
    }
}
