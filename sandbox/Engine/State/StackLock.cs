using System.Text.Json;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.State;

/// <summary>Only one operation changes a stack at a time: a file with our name in the stack's locks folder.</summary>
internal sealed class StackLock : IDisposable
{
    readonly string mine;

    StackLock(string mine) => this.mine = mine;

    public static StackLock Take(StackFiles files, TimeProvider time)
    {
        Refuse(files, except: null);
        var mine = Path.Combine(files.Locks, $"{Guid.NewGuid()}.json");
        StackFiles.WriteDurably(mine, JsonText.Bytes(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("pid", Environment.ProcessId);
            json.WriteString("username", Environment.UserName);
            json.WriteString("hostname", Environment.MachineName);
            json.WriteString("timestamp", SnapshotCodec.Time(time.GetUtcNow()));
            json.WriteEndObject();
        }, indented: false));
        try
        {
            // Another may have come between our look and our file; then both step back.
            Refuse(files, except: mine);
        }
        catch (EngineException)
        {
            File.Delete(mine);
            throw;
        }
        return new StackLock(mine);
    }

    public static void BreakAll(StackFiles files)
    {
        if (Directory.Exists(files.Locks)) Directory.Delete(files.Locks, recursive: true);
    }

    public void Dispose()
    {
        // Somebody may have broken all locks, or removed the stack.
        if (File.Exists(mine)) File.Delete(mine);
    }

    static void Refuse(StackFiles files, string? except)
    {
        if (!Directory.Exists(files.Locks)) return;
        var others = Directory.GetFiles(files.Locks, "*.json").Where(file => file != except).ToArray();
        if (others.Length == 0) return;
        throw new EngineException(
            $"the stack is currently locked by {others.Length} lock(s). Either wait for the other process(es) to end or delete the lock file with `pulumi cancel`."
            + string.Concat(others.Select(file => $"\n  file://{file}: {Holder(file)}")));
    }

    static string Holder(string file)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            var holder = document.RootElement;
            return $"created by {holder.GetProperty("username")}@{holder.GetProperty("hostname")} (pid {holder.GetProperty("pid")}) at {holder.GetProperty("timestamp")}";
        }
        catch (Exception e) when (e is IOException or JsonException or KeyNotFoundException)
        {
            return "its holder can't be read";
        }
    }
}
