using System.Collections.Immutable;
using System.Text.Json;
using Infra.Sandbox.Engine.Deployment;

namespace Infra.Sandbox.Engine.Commands.Imports;

/// <summary>The file of <c>pulumi import --file</c>.</summary>
internal static class ImportFile
{
    static readonly JsonSerializerOptions json = new(JsonSerializerDefaults.Web);

    public static ImportList Read(string path, string stack, string project, bool protect)
    {
        var content = Parse(path);
        if (content.Resources is not { Length: > 0 } entries) throw new EngineException($"{path} has no 'resources': list what to import as [{{ \"type\", \"name\", \"id\" }}].", 2);
        var names = (content.NameTable ?? []).ToImmutableSortedDictionary(StringComparer.Ordinal);
        var problems = entries.SelectMany((entry, at) => Problems(entry).Select(problem => $"{path}: resources[{at}] {problem}")).ToList();
        problems.AddRange(entries.Where(entry => entry.Name is not null).Select(entry => entry.Name!).Concat(names.Keys).GroupBy(name => name).Where(group => group.Count() > 1)
            .Select(group => $"{path}: the name '{group.Key}' is given {group.Count()} times; give each its own 'name', and the same 'logicalName' where that is meant."));
        if (problems.Count > 0) throw new EngineException(string.Join('\n', problems), 2);
        var byName = entries.ToDictionary(entry => entry.Name!);
        var urns = new Dictionary<string, string>(names, StringComparer.Ordinal);
        var wishes = ImmutableArray.CreateBuilder<ImportWish>(entries.Length);
        foreach (var entry in entries) Add(entry, []);
        return new ImportList(wishes.ToImmutable(), names);

        // Parents first, wherever they stand.
        string Add(Entry entry, ImmutableArray<string> children)
        {
            if (urns.TryGetValue(entry.Name!, out var done)) return done;
            if (children.Contains(entry.Name!)) throw new EngineException($"{path}: '{entry.Name}' is its own parent, by way of {string.Join(", ", children)}; take one 'parent' out.", 2);
            var parent = entry.Parent is { Length: > 0 } named ? Find(entry, "parent", named, children) : Urn.Root(stack, project);
            var wish = new ImportWish
            {
                Urn = Urn.Of(stack, project, parent, entry.Type!, entry.LogicalName ?? entry.Name!),
                Type = entry.Type!,
                Variable = entry.Name!,
                Id = entry.Component ? "" : entry.Id!,
                Parent = parent,
                Provider = entry.Provider is { Length: > 0 } provider ? Find(entry, "provider", provider, children) : "",
                Version = entry.Version ?? "",
                Properties = [.. entry.Properties ?? []],
                Component = entry.Component,
                Protect = protect,
            };
            wishes.Add(wish);
            return urns[entry.Name!] = wish.Urn;
        }

        string Find(Entry entry, string what, string name, ImmutableArray<string> children) =>
            urns.TryGetValue(name, out var urn) ? urn
            : byName.TryGetValue(name, out var other) ? Add(other, children.Add(entry.Name!))
            : throw new EngineException($"{path}: the {what} '{name}' of '{entry.Name}' is neither in 'nameTable' nor the name of a resource in the file; write \"{name}\": \"urn:…\" into 'nameTable'.", 2);
    }

    static IEnumerable<string> Problems(Entry entry)
    {
        if (string.IsNullOrEmpty(entry.Type)) yield return "has no 'type'; give one such as \"aws:ec2/vpc:Vpc\".";
        if (string.IsNullOrEmpty(entry.Name)) yield return "has no 'name'; give the name that the program will call it by.";
        if (string.IsNullOrEmpty(entry.Id) != entry.Component) yield return entry.Component ? "is a component and has an 'id'; components have none, take it out." : "has no 'id'; give the id under which it exists.";
    }

    static Content Parse(string path)
    {
        if (!File.Exists(path)) throw new EngineException($"--file names {path}, which doesn't exist", 2);
        try
        {
            return JsonSerializer.Deserialize<Content>(File.ReadAllText(path), json) ?? new Content(null, null);
        }
        catch (JsonException e)
        {
            throw new EngineException($"{path} is no import file, at {e.Path ?? "$"} in line {e.LineNumber + 1}: write {{ \"nameTable\": {{ NAME: URN }}, \"resources\": [{{ \"type\", \"name\", \"id\" }}] }}.", 2, e);
        }
    }

    sealed record Content(Dictionary<string, string>? NameTable, Entry[]? Resources);

    sealed record Entry(string? Type, string? Name, string? Id, string? Parent, string? Provider, string? Version, string? LogicalName, string[]? Properties, bool Component = false);
}
