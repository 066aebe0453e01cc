using System.Collections.Immutable;
using System.Text.Json;
using Infra.Sandbox.Engine.State;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Providers.Aws;

/// <summary>Which resources exist, beside what stacks believe: an append-only file in the folder of the state. Knows names, no properties.</summary>
internal sealed class Cloud(string file)
{
    readonly Lock gate = new();
    readonly HashSet<string> things = new(StringComparer.Ordinal);
    long read;

    /// <summary>Held by who must see the others' things and add its own in one go.</summary>
    public SemaphoreSlim Turn { get; } = new(1);

    public ImmutableArray<string> All(string type)
    {
        lock (gate)
        {
            CatchUp();
            return [.. things.Where(thing => thing.StartsWith(type + " ", StringComparison.Ordinal)).Select(thing => thing[(type.Length + 1)..])];
        }
    }

    public bool Has(string type, string key)
    {
        lock (gate)
        {
            CatchUp();
            return things.Contains(Name(type, key));
        }
    }

    public void Add(string type, string key) => Append("add", Name(type, key));

    public void Remove(string type, string key) => Append("remove", Name(type, key));

    static string Name(string type, string key) => $"{type} {key}";

    void Append(string verb, string name)
    {
        lock (gate)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            using var stream = PrivateFile.Open(file, FileMode.Append);
            stream.Write([.. JsonText.Bytes(json =>
            {
                json.WriteStartObject();
                json.WriteString(verb, name);
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
                if (change.Name == "add") things.Add(change.Value.GetString()!);
                else things.Remove(change.Value.GetString()!);
        }
        read = stream.Length;
    }
}
