using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Infra.Sandbox.Engine.Config;

/// <summary>A path into an object of the configuration: <c>outer.list[0]["x y"]</c>. Its first step is the key.</summary>
/// <param name="Below">A name, or the index of a list.</param>
internal sealed record ConfigPath(string Key, ImmutableArray<ConfigPath.Step> Below)
{
    public readonly record struct Step(string Name, int? Index);

    /// <param name="path">With the key's namespace in front of it, or without.</param>
    public static ConfigPath Parse(string path)
    {
        var end = path.IndexOfAny(['.', '[']) is >= 0 and var found ? found : path.Length;
        var space = path.AsSpan(0, end).IndexOf(':') is >= 0 and var colon ? path[..(colon + 1)] : "";
        var steps = ImmutableArray.CreateBuilder<Step>();
        for (var at = space.Length; at < path.Length;) steps.Add(Next(path, ref at));
        if (steps.Count == 0 || steps[0].Name.Length == 0) throw Bad(path);
        return new ConfigPath(space + steps[0].Name, [.. steps.Skip(1)]);
    }

    public JsonNode? Get(JsonNode? root)
    {
        foreach (var step in Below)
        {
            root = (root, step.Index) switch
            {
                (JsonObject map, null) => map[step.Name],
                (JsonArray list, { } index) when index < list.Count => list[index],
                _ => null,
            };
        }
        return root;
    }

    /// <returns>The root: a new one where there was none.</returns>
    public JsonNode Set(JsonNode? root, JsonNode? value)
    {
        root ??= Container(0);
        var at = root;
        for (var depth = 0; depth < Below.Length - 1; depth++)
        {
            var next = Child(at, depth) ?? Container(depth + 1);
            if (next is not (JsonObject or JsonArray) || ConfigValue.Ciphertext(next) is not null)
                throw new EngineException($"'{Below[depth].Name}' in '{Key}' holds a value, which has nothing below it; remove it first.", 2);
            if (next.Parent is null) Put(at, depth, next);
            at = next;
        }
        Put(at, Below.Length - 1, value);
        return root;
    }

    /// <summary>False when there is nothing.</summary>
    public bool Remove(JsonNode? root)
    {
        var owner = (this with { Below = Below[..^1] }).Get(root);
        switch (owner, Below[^1])
        {
            case (JsonObject map, { Index: null } step): return map.Remove(step.Name);
            case (JsonArray list, { Index: { } index }) when index < list.Count:
                list.RemoveAt(index);
                return true;
            default: return false;
        }
    }

    JsonNode Container(int depth) => Below[depth].Index is null ? new JsonObject() : new JsonArray();

    JsonNode? Child(JsonNode owner, int depth) => (owner, Below[depth]) switch
    {
        (JsonObject map, { Index: null } step) => map[step.Name],
        (JsonArray list, { Index: { } index }) => index < list.Count ? list[index] : null,
        _ => throw Mismatch(owner, depth),
    };

    void Put(JsonNode owner, int depth, JsonNode? value)
    {
        switch (owner, Below[depth])
        {
            case (JsonObject map, { Index: null } step):
                if (step.Name == ConfigValue.Secure && map.Count == 0) throw new EngineException($"The name '{ConfigValue.Secure}' alone in an object means a secret; use another name in '{Key}'.", 2);
                map[step.Name] = value;
                break;
            case (JsonArray list, { Index: { } index }) when index < list.Count: list[index] = value; break;
            case (JsonArray list, { Index: { } index }) when index == list.Count: list.Add(value); break;
            case (JsonArray list, { Index: { } index }): throw new EngineException($"'{Key}' has a list of {list.Count} there; [{index}] would leave a gap.", 2);
            default: throw Mismatch(owner, depth);
        }
    }

    EngineException Mismatch(JsonNode owner, int depth) =>
        new($"'{Key}' has {(owner is JsonArray ? "a list" : "an object")} where the path says {(Below[depth].Index is null ? $"'{Below[depth].Name}'" : $"[{Below[depth].Index}]")}.", 2);

    static Step Next(string path, ref int at)
    {
        if (path[at] == '.') at++;
        if (at >= path.Length) throw Bad(path);
        if (path[at] != '[')
        {
            var end = path.IndexOfAny(['.', '['], at) is >= 0 and var found ? found : path.Length;
            var name = path[at..end];
            at = end;
            return name.Length > 0 ? new Step(name, null) : throw Bad(path);
        }
        if (path.AsSpan(at).StartsWith("[\"")) return Quoted(path, ref at);
        var close = path.IndexOf(']', at);
        if (close < 0 || !int.TryParse(path.AsSpan(at + 1, close - at - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var index)) throw Bad(path);
        at = close + 1;
        return new Step($"[{index}]", index);
    }

    static Step Quoted(string path, ref int at)
    {
        var name = new StringBuilder();
        for (var i = at + 2; i < path.Length; i++)
        {
            if (path[i] == '\\' && i + 1 < path.Length) name.Append(path[++i]);
            else if (path[i] != '"') name.Append(path[i]);
            else if (i + 1 < path.Length && path[i + 1] == ']')
            {
                at = i + 2;
                return new Step(name.ToString(), null);
            }
            else break;
        }
        throw Bad(path);
    }

    static EngineException Bad(string path) => new($"'{path}' is no path; write it like outer.list[0][\"x y\"].", 2);
}
