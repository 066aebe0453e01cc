using System.Text.Json;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.State;

/// <summary>Only one operation changes a stack at a time: a file with our name in the stack's locks folder.</summary>
/// <remarks>The file stays open and locked for as long as its operation: one of ours that nobody holds was left by a process that was killed. Other engines' files are locks while they are there.</remarks>
internal sealed class StackLock : IDisposable
{
    const string Engine = "infra-sandbox";

    static readonly TimeSpan DraftsAreShort = TimeSpan.FromMinutes(1);

    readonly string mine;
    readonly FileStream held;

    StackLock(string mine, FileStream held) => (this.mine, this.held) = (mine, held);

    public static StackLock Take(StackFiles files, TimeProvider time)
    {
        SweepDrafts(files, time);
        Refuse(files, except: null);
        var mine = Path.Combine(files.Locks, $"{Guid.NewGuid()}.json");
        return PrivateFile.Writing(mine, () => Take(files, mine, time));
    }

    static StackLock Take(StackFiles files, string mine, TimeProvider time)
    {
        Directory.CreateDirectory(files.Locks);
        // Under a name that is no lock's until it is held: nobody may take it for one that was left behind.
        var held = PrivateFile.Open(mine + StackFiles.Draft, FileMode.CreateNew, FileShare.Read); // others may read who holds it, and none may have it alone
        try
        {
            held.Write(Says(time));
            File.Move(mine + StackFiles.Draft, mine);
            // Another may have come between our look and our file; then both step back.
            Refuse(files, except: mine);
        }
        catch
        {
            held.Dispose();
            File.Delete(mine);
            File.Delete(mine + StackFiles.Draft);
            throw;
        }
        return new StackLock(mine, held);
    }

    public static void BreakAll(StackFiles files)
    {
        if (Directory.Exists(files.Locks)) Directory.Delete(files.Locks, recursive: true);
    }

    public void Dispose()
    {
        // Somebody may have broken all locks, or removed the stack.
        if (File.Exists(mine)) File.Delete(mine);
        held.Dispose();
    }

    static byte[] Says(TimeProvider time) => JsonText.Bytes(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("pid", Environment.ProcessId);
        json.WriteString("username", Environment.UserName);
        json.WriteString("hostname", Environment.MachineName);
        json.WriteString("timestamp", SnapshotCodec.Time(time.GetUtcNow()));
        json.WriteString("engine", Engine);
        json.WriteEndObject();
    }, indented: false);

    static void Refuse(StackFiles files, string? except)
    {
        if (!Directory.Exists(files.Locks)) return;
        var others = Directory.GetFiles(files.Locks, "*.json").Where(file => file != except && !WasLeft(file)).ToArray();
        if (others.Length == 0) return;
        throw new EngineException(
            $"the stack is currently locked by {others.Length} lock(s). Either wait for the other process(es) to end or delete the lock file with `pulumi cancel`."
            + string.Concat(others.Select(file => $"\n  file://{file}: {Holder(file)}")));
    }

    static void SweepDrafts(StackFiles files, TimeProvider time)
    {
        if (!Directory.Exists(files.Locks)) return;
        foreach (var draft in Directory.GetFiles(files.Locks, "*" + StackFiles.Draft).Where(file => File.GetLastWriteTimeUtc(file) < time.GetUtcNow() - DraftsAreShort)) File.Delete(draft);
    }

    /// <summary>Removes a lock of ours whose process is gone. Of another host's nobody here can know.</summary>
    static bool WasLeft(string file)
    {
        try
        {
            using var nobodys = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            using var document = JsonDocument.Parse(nobodys);
            if (document.RootElement.TryGetProperty("engine", out var engine) && engine.GetString() == Engine && document.RootElement.GetProperty("hostname").GetString() == Environment.MachineName) File.Delete(file);
            else return false;
            return true;
        }
        catch (FileNotFoundException)
        {
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return false;
        }
    }

    static string Holder(string file)
    {
        try
        {
            using var reader = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var document = JsonDocument.Parse(reader);
            var holder = document.RootElement;
            return $"created by {holder.GetProperty("username")}@{holder.GetProperty("hostname")} (pid {holder.GetProperty("pid")}) at {holder.GetProperty("timestamp")}"
                + (holder.GetProperty("hostname").GetString() == Environment.MachineName ? "" : "; whether it still runs can't be seen from another host: `pulumi cancel` breaks its lock once it is gone");
        }
        catch (Exception e) when (e is IOException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return "its holder can't be read";
        }
    }
}
