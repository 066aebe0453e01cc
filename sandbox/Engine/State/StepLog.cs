using System.Text.Json;
using Infra.Sandbox.Engine.Secrets;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.State;

/// <summary>The append-only log beside a checkpoint: one line for each change since, so that a step costs what it changed and not the whole document. Not safe for concurrent use but for <see cref="SyncAsync"/>.</summary>
internal sealed class StepLog : IDisposable
{
    readonly FileStream file;
    readonly SharedSync sync;
    readonly StackSecrets secrets;
    string? salt;
    string last = "";

    /// <param name="checkpoint">SHA-256 of the checkpoint these steps belong to.</param>
    public StepLog(string path, string checkpoint, StackSecrets secrets)
    {
        this.secrets = secrets;
        salt = secrets.Salt;
        file = PrivateFile.Writing(path, () => PrivateFile.Open(path, FileMode.Create));
        var handle = file.SafeFileHandle;
        sync = new SharedSync(() => RandomAccess.FlushToDisk(handle));
        Write(json => json.WriteString("checkpoint", checkpoint));
    }

    public void Begin(int operation, string type, ResourceState resource) => Write(json =>
    {
        json.WriteNumber("begin", operation);
        json.WriteString("type", type);
        Resource(json, resource);
    });

    // These two are worth no sync of their own: losing them loses nothing, and whatever follows brings them along.
    public void End(int operation) => Write(json => json.WriteNumber("end", operation), matters: false);
    public void Keep(int old) => Write(json => json.WriteNumber("keep", old), matters: false);

    public void Put(ResourceState resource, int? old) => Write(json =>
    {
        json.WriteString("put", resource.Urn);
        if (old is { } index) json.WriteNumber("old", index);
        Resource(json, resource);
    });

    public void Adopt(ResourceState resource) => Write(json =>
    {
        json.WriteString("adopt", resource.Urn);
        Resource(json, resource);
    });

    public void Set(int slot, ResourceState resource) => Write(json =>
    {
        json.WriteNumber("set", slot);
        Resource(json, resource);
    });

    public void Mark(int old, ResourceState resource) => Write(json =>
    {
        json.WriteNumber("mark", old);
        Resource(json, resource);
    });

    public void Rename(string from, string to) => Write(json =>
    {
        json.WriteString("rename", from);
        json.WriteString("to", to);
    });

    public void Gone(int old) => Write(json => json.WriteNumber("gone", old));

    public void Forget() => Write(json => json.WriteBoolean("forget", true));

    /// <summary>Done when all that was written so far would outlive a power cut. Without it a line outlives the death of this process only.</summary>
    /// <exception cref="UnheardException">The disk refuses.</exception>
    public async Task SyncAsync()
    {
        try
        {
            await sync.CatchUpAsync();
        }
        catch (IOException e)
        {
            throw PrivateFile.Refusal(file.Name, e);
        }
    }

    public void Dispose() => file.Dispose();

    void Resource(Utf8JsonWriter json, ResourceState resource)
    {
        json.WritePropertyName("resource");
        secrets.Codec.Write(json, resource);
    }

    void Write(Action<Utf8JsonWriter> fields, bool matters = true)
    {
        var step = Step(fields);
        // The first secret of a stack makes its salt; a reader must know it before that secret.
        if (secrets.Provider is { } provider && provider.Salt != salt)
        {
            Append(Step(json => SnapshotCodec.WriteSecretsProvider(json, provider)));
            salt = provider.Salt;
        }
        Append(step);
        if (matters) sync.Wrote();
    }

    void Append(ReadOnlySpan<byte> step)
    {
        var (line, hash) = StepChain.Link(last, step);
        PrivateFile.Append(file, line);
        last = hash;
    }

    static byte[] Step(Action<Utf8JsonWriter> fields) => JsonText.Bytes(json =>
    {
        json.WriteStartObject();
        fields(json);
        json.WriteEndObject();
    }, indented: false);
}
