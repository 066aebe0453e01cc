using System.Diagnostics;
using Infra.Sandbox.World.Storage;

namespace Infra.Sandbox.World;

/// <summary>Has the world of a folder running.</summary>
public static class WorldLauncher
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Whether a world holds this folder; starts none and asks it nothing.</summary>
    public static bool IsUp(string folder) => WorldLock.IsHeld(new WorldFolder(folder));

    /// <summary>Starts the world if none answers, and returns when it does.</summary>
    /// <param name="isPrivate">A world of the caller's own: it ends with the handle, or with the caller's process however that dies.</param>
    /// <exception cref="WorldException">It does not start, with its own words; it holds its folder and is silent; or a private one is asked for where a world runs already.</exception>
    public static async Task<WorldHandle> EnsureAsync(string folder, bool isPrivate, CancellationToken ct)
    {
        var client = new WorldClient(folder);
        try
        {
            if (await AnswersAsync(client, ct))
            {
                if (isPrivate) throw WorldLock.Refusal(new WorldFolder(folder));
                return new WorldHandle(client, null);
            }
            using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
            while (true)
            {
                var process = Start(client.Folder, isPrivate);
                var handle = new WorldHandle(client, process);
                try
                {
                    if (await IsUpAsync(client, process, isPrivate, patience.Token, ct)) return isPrivate ? handle : handle.Release();
                }
                catch
                {
                    await handle.AbandonAsync();
                    throw;
                }
                await handle.AbandonAsync();
            }
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    static Process Start(string folder, bool isPrivate)
    {
        var info = new ProcessStartInfo(DotnetHost.Executable, [DotnetHost.WorldAssembly, "world", "--folder", folder, .. isPrivate ? ["--private"] : Array.Empty<string>()])
        {
            UseShellExecute = false,
            // Pipes of its own: a world that held its starter's terminal or pipe would keep 'infra … | less' from ending.
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(info) ?? throw new WorldException($"The world of {folder} did not start.");
    }

    /// <returns>False when the folder was another world's, which has ended without an answer: nobody stands in the way any more.</returns>
    static async Task<bool> IsUpAsync(WorldClient client, Process process, bool isPrivate, CancellationToken patience, CancellationToken ct)
    {
        while (!await AnswersAsync(client, ct))
        {
            if (process.HasExited)
            {
                // A world that others share may have lost the race for the lock to another starter, or to one that is on its way out.
                if (isPrivate || process.ExitCode != WorldProcess.Held)
                    throw new WorldException($"The world of {client.Folder} did not start: {(await process.StandardError.ReadToEndAsync(ct)).Trim()}");
                if (!IsUp(client.Folder)) return false;
            }
            if (patience.IsCancellationRequested) throw WorldLock.Silence(new WorldFolder(client.Folder));
            await Task.Delay(TimeSpan.FromMilliseconds(25), TimeProvider.System, ct);
        }
        return true;
    }

    static async Task<bool> AnswersAsync(WorldClient client, CancellationToken ct)
    {
        try
        {
            await client.StatusAsync(ct);
            return true;
        }
        catch (WorldException e) when (e is not WorldSilentException)
        {
            return false;
        }
    }
}
