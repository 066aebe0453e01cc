using System.Text.Json.Nodes;

namespace Infra.Tests.Support;

/// <summary>What the simulated cloud has written of what it holds, read past the product.</summary>
sealed class CloudFile(string path)
{
    public string Path => path;

    public string[] Lines => File.Exists(path) ? File.ReadAllLines(path) : [];

    public IEnumerable<KeyValuePair<string, JsonNode?>> Changes => Lines.SelectMany(line => JsonNode.Parse(line)!.AsObject());

    /// <summary>The keys of all that was made and not removed.</summary>
    public HashSet<string> Living()
    {
        var living = new HashSet<string>();
        foreach (var (kind, thing) in Changes)
        {
            if (kind == "add") living.Add(thing!["key"]!.GetValue<string>());
            if (kind == "remove") living.Remove(thing!.GetValue<string>().Split(' ')[1]);
        }

        return living;
    }
}
