using System.Text.Json;
using Infra.Sandbox.Engine.State;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Providers.Aws;

/// <summary>Which resources exist, beside what stacks believe: an append-only file in the folder of the state. Knows names, no properties.</summary>
internal sealed class Cloud(string file)
{
    readonly Lock gate = new();
    readonly HashSet<string> things = new(StringComparer.Ordinal);
    readonly Dictionary<string, Creation> begun = new(StringComparer.Ordinal);
    long read;

    /// <summary>Held by who must see what others made and make its own in one go.</summary>
    public SemaphoreSlim Turn { get; } = new(1);

    public bool Has(string type, string key)
    {
        lock (gate)
        {
            CatchUp();
            return things.Contains(Name(type, key));
        }
    }

    /// <summary>The last creation that was begun under a URN, done or not.</summary>
    public Creation? Begun(string urn)
    {
        lock (gate)
        {
            CatchUp();
            return begun.GetValueOrDefault(urn);
        }
    }

    public void Begin(Creation creation) => Append(json =>
    {
        json.WritePropertyName("begin");
        JsonSerializer.Serialize(json, creation);
    });

    public void Add(string type, string key) => Append(json => json.WriteString("add", Name(type, key)));

    public void Remove(string type, string key) => Append(json => json.WriteString("remove", Name(type, key)));

    static string Name(string type, string key) => $"{type} {key}";

    void Append(Action<Utf8JsonWriter> entry)
    {
        lock (gate)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            using var stream = PrivateFile.Open(file, FileMode.Append);
            PrivateFile.Append(stream, [.. JsonText.Bytes(json =>
            {
                json.WriteStartObject();
                entry(json);
                json.WriteEndObject();
            }, indented: false), (byte)'\n']);
        }
    }

    // Another process may have made something meanwhile.
    void CatchUp()
    {
        if (!File.Exists(file)) return;
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        stream.Position = read;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { Length: > 0 } line)
        {
            using var entry = JsonDocument.Parse(line);
            foreach (var change in entry.RootElement.EnumerateObject())
                Apply(change);
        }
        read = stream.Length;
    }

    void Apply(JsonProperty change)
    {
        switch (change.Name)
        {
            case "begin" when change.Value.Deserialize<Creation>() is { } creation:
                begun[creation.Urn] = creation;
                break;
            case "add":
                things.Add(change.Value.GetString()!);
                break;
            case "remove":
                things.Remove(change.Value.GetString()!);
                break;
        }
    }
}
