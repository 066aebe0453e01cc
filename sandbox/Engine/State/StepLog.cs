using System.Text.Json;
using Infra.Sandbox.Engine.Secrets;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.State;

/// <summary>The append-only log beside a checkpoint: one JSON line for each change, on disk before it counts.</summary>
internal sealed class StepLog : IDisposable
{
    readonly FileStream file;
    readonly StackSecrets secrets;
    string? salt;

    /// <param name="checkpoint">SHA-256 of the checkpoint these steps belong to.</param>
    public StepLog(string path, string checkpoint, StackSecrets secrets)
    {
        this.secrets = secrets;
        salt = secrets.Salt;
        file = PrivateFile.Open(path, FileMode.Create);
        Write(json => json.WriteString("checkpoint", checkpoint), sync: true);
    }

    public void Begin(int operation, string type, ResourceState resource) => Write(json =>
    {
        json.WriteNumber("begin", operation);
        json.WriteString("type", type);
        Resource(json, resource);
    }, sync: true);

    // These need no sync of their own: whatever follows them on disk brings them along, and losing them loses nothing.
    public void End(int operation) => Write(json => json.WriteNumber("end", operation), sync: false);
    public void Keep(int old) => Write(json => json.WriteNumber("keep", old), sync: false);

    public void Put(ResourceState resource, int? old) => Write(json =>
    {
        json.WriteString("put", resource.Urn);
        if (old is { } index) json.WriteNumber("old", index);
        Resource(json, resource);
    }, sync: true);

    public void Set(int slot, ResourceState resource) => Write(json =>
    {
        json.WriteNumber("set", slot);
        Resource(json, resource);
    }, sync: true);

    public void Mark(int old, ResourceState resource) => Write(json =>
    {
        json.WriteNumber("mark", old);
        Resource(json, resource);
    }, sync: true);

    public void Gone(int old) => Write(json => json.WriteNumber("gone", old), sync: true);

    public void Forget() => Write(json => json.WriteBoolean("forget", true), sync: true);

    public void Dispose() => file.Dispose();

    void Resource(Utf8JsonWriter json, ResourceState resource)
    {
        json.WritePropertyName("resource");
        secrets.Codec.Write(json, resource);
    }

    void Write(Action<Utf8JsonWriter> fields, bool sync)
    {
        var line = Line(fields);
        // The first secret of a stack makes its salt; a reader must know it before that secret.
        if (secrets.Provider is { } provider && provider.Salt != salt)
        {
            PrivateFile.Append(file, Line(json => SnapshotCodec.WriteSecretsProvider(json, provider)), sync: false);
            salt = provider.Salt;
        }
        PrivateFile.Append(file, line, sync);
    }

    static byte[] Line(Action<Utf8JsonWriter> fields) =>
    [
        .. JsonText.Bytes(json =>
        {
            json.WriteStartObject();
            fields(json);
            json.WriteEndObject();
        }, indented: false),
        (byte)'\n',
    ];
}
