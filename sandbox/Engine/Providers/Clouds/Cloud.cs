using System.Collections.Immutable;
using System.Text.Json;
using Infra.Sandbox.Engine.State;
using Infra.Sandbox.Engine.Values;
using Infra.Sandbox.World;

namespace Infra.Sandbox.Engine.Providers.Clouds;

/// <summary>Which resources exist, beside what stacks believe: an append-only file in the folder of the state. Knows what a cloud would tell of them: no secrets.</summary>
internal sealed class Cloud(string file, TimeProvider time)
{
    readonly Lock gate = new();
    readonly Dictionary<string, string> things = new(StringComparer.Ordinal);
    readonly Dictionary<(string Type, string Id), List<string>> keys = [];
    readonly Dictionary<string, Creation> begun = new(StringComparer.Ordinal);
    readonly HashSet<string> removed = new(StringComparer.Ordinal);
    long read;
    int lines;

    /// <param name="root">Of the backend whose stacks make what exists.</param>
    public static Cloud Of(string root, TimeProvider time) => new(Path.Combine(root, "sandbox", "cloud.jsonl"), time);

    /// <summary>Held by who must see what others made and make its own in one go.</summary>
    public Turn Turn { get; } = new(file + ".turn", time);

    public bool Has(string type, string key)
    {
        lock (gate)
        {
            CatchUp();
            return things.ContainsKey(Name(type, key));
        }
    }

    /// <summary>The last creation that was begun under a URN, done or not; null when what it made was removed since: nothing has that id ever again.</summary>
    public Creation? Begun(string urn)
    {
        lock (gate)
        {
            CatchUp();
            return begun.GetValueOrDefault(urn) is { } creation && !removed.Contains(Name(creation.Type, creation.Key)) ? creation : null;
        }
    }

    public void Begin(Creation creation) => Append(json =>
    {
        json.WritePropertyName("begin");
        JsonSerializer.Serialize(json, creation);
    });

    /// <summary>What an id means, for who has no state of it.</summary>
    /// <param name="isHere">Whether who asks would see what is listed under a key.</param>
    public Made? Find(string type, string id, Func<string, bool> isHere)
    {
        lock (gate)
        {
            CatchUp();
            var key = keys.GetValueOrDefault((type, id), []).FindLast(key => things.ContainsKey(Name(type, key)) && isHere(key));
            if (key is null) return null;
            using var thing = JsonDocument.Parse(things[Name(type, key)]);
            return new Made(id, Read(thing.RootElement, "inputs"), Read(thing.RootElement, "outputs"));
        }
    }

    /// <summary>All of a type whose key begins with a text, by key.</summary>
    public ImmutableArray<(string Key, Made Made)> List(string type, string under)
    {
        lock (gate)
        {
            CatchUp();
            var prefix = Name(type, under);
            return [.. things.Where(entry => entry.Key.StartsWith(prefix, StringComparison.Ordinal)).OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry =>
            {
                using var thing = JsonDocument.Parse(entry.Value);
                var root = thing.RootElement;
                return (root.GetProperty("key").GetString()!, new Made(root.GetProperty("id").GetString()!, Read(root, "inputs"), Read(root, "outputs")));
            })];
        }
    }

    /// <summary>Created, or changed.</summary>
    public void Add(string type, string key, Made made) => Append(json =>
    {
        json.WriteStartObject("add");
        json.WriteString("type", type);
        json.WriteString("key", key);
        json.WriteString("id", made.Id);
        Write(json, "inputs", made.Inputs);
        Write(json, "outputs", made.Outputs);
        json.WriteEndObject();
    });

    public void Remove(string type, string key) => Remove(Name(type, key));

    /// <summary>Removes all whose type begins with one text and whose key with another.</summary>
    public void RemoveUnder(string type, string key)
    {
        string[] names;
        lock (gate)
        {
            CatchUp();
            names = [.. things.Keys.Where(name => name.Split(' ', 2) is [var its, var under] && its.StartsWith(type, StringComparison.Ordinal) && under.StartsWith(key, StringComparison.Ordinal))];
        }
        foreach (var name in names) Remove(name);
    }

    void Remove(string name) => Append(json => json.WriteString("remove", name));

    static void Write(Utf8JsonWriter json, string name, PropertyMap properties)
    {
        json.WritePropertyName(name);
        JsonCodec.Write(json, properties, (inner, _, _) => inner.WriteNullValue(), name);
    }

    static PropertyMap Read(JsonElement thing, string name) => JsonCodec.ReadMap(thing.GetProperty(name), (_, path) => throw new JsonException($"The cloud holds a secret at {path}."), name);

    static string Name(string type, string key) => $"{type} {key}";

    void Append(Action<Utf8JsonWriter> entry)
    {
        byte[] line = [.. JsonText.Bytes(json =>
        {
            json.WriteStartObject();
            entry(json);
            json.WriteEndObject();
        }, indented: false), (byte)'\n'];
        lock (gate) PrivateFile.Writing(file, () => Append(line));
    }

    long Append(byte[] line)
    {
        // For .NET the end of a file is where it was when it was opened: without this, one process would write over what another adds.
        using var alone = Posix.HoldFolder(Directory.CreateDirectory(Path.GetDirectoryName(file)!).FullName);
        DropTorn();
        using var stream = PrivateFile.Open(file, FileMode.Append);
        PrivateFile.Append(stream, line);
        return stream.Position;
    }

    // Another process may have made something meanwhile.
    void CatchUp()
    {
        if (!File.Exists(file)) return;
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        stream.Position = read;
        using var rest = new MemoryStream();
        stream.CopyTo(rest);
        // What follows the last line end was being written when its process died.
        for (ReadOnlyMemory<byte> left = rest.ToArray(); left.Span.IndexOf((byte)'\n') is >= 0 and var end; left = left[(end + 1)..])
        {
            Apply(left[..end]);
            read += end + 1;
            lines++;
        }
    }

    void Apply(ReadOnlyMemory<byte> line)
    {
        try
        {
            using var entry = JsonDocument.Parse(line);
            foreach (var change in entry.RootElement.EnumerateObject()) Apply(change);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new EngineException($"{file}, line {lines + 1} is not what the simulated cloud wrote: {Reason.Of(e)}. Nothing was changed. Take the line out; `pulumi refresh` then finds what it said.", inner: e);
        }
    }

    /// <summary>Half a line that a process left which died in it would spoil the next one.</summary>
    void DropTorn()
    {
        if (!File.Exists(file)) return;
        using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        if (stream.Length == 0) return;
        stream.Position = stream.Length - 1;
        if (stream.ReadByte() != '\n') stream.SetLength(File.ReadAllBytes(file).AsSpan().LastIndexOf((byte)'\n') + 1);
    }

    void Apply(JsonProperty change)
    {
        switch (change.Name)
        {
            case "begin" when change.Value.Deserialize<Creation>() is { } creation:
                begun[creation.Urn] = creation;
                break;
            case "add":
                var (type, key, id) = (change.Value.GetProperty("type").GetString()!, change.Value.GetProperty("key").GetString()!, change.Value.GetProperty("id").GetString()!);
                things[Name(type, key)] = change.Value.GetRawText();
                removed.Remove(Name(type, key));
                if (!keys.TryGetValue((type, id), out var known)) keys[(type, id)] = known = [];
                known.Remove(key);
                known.Add(key);
                break;
            case "remove":
                things.Remove(change.Value.GetString()!);
                removed.Add(change.Value.GetString()!);
                break;
        }
    }
}
