using System.Collections.Immutable;
using Infra.Catalog;
using Infra.Catalog.Reading;
using Infra.Sandbox.World.Faults;

namespace Infra.Cli.Faults;

/// <summary>A file of faults, as a person writes it: a list under <c>faults</c>, each entry with where it strikes and what happens then.</summary>
internal static class FaultsReader
{
    /// <exception cref="BadInputException">The file can't be read, or with all its problems at once.</exception>
    internal static ImmutableArray<Fault> Load(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path), Path.GetFileName(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{path} can't be read: {e.Message} Name the file that holds the faults.");
        }
    }

    internal static ImmutableArray<Fault> Parse(string text, string file)
    {
        var problems = new Problems(file);
        var faults = YamlTree.Read(text, problems) is { } tree ? Read(tree, problems) : [];
        if (faults.IsEmpty && !problems.Any)
            problems.Add(new(1, 1), $"no faults; write a list such as `faults: [ {FaultKinds.Example} ]`, or lift all with --clear");
        return problems.Any ? throw new BadInputException(problems.Lines) : faults;
    }

    private static ImmutableArray<Fault> Read(YamlNode tree, Problems problems)
    {
        var root = new MapReader(tree, "the file", problems);
        var list = root.Find("faults");
        root.End();
        switch (list)
        {
            case null when root.Broken || problems.Any:
                return [];
            case null:
                problems.Add(root.At, $"the file lacks faults; add `faults: [ {FaultKinds.Example} ]`");
                return [];
            case YamlNode.Sequence items:
                return [.. items.Items.Index().Select(entry => Fault(entry.Item, $"fault {entry.Index + 1}", problems)).OfType<Fault>()];
            default:
                problems.Add(list.At, $"faults must be a list, not {list.Kind}");
                return [];
        }
    }

    private static Fault? Fault(YamlNode node, string what, Problems problems)
    {
        var map = new MapReader(node, what, problems);
        if (map.Broken)
            return null;
        var kinds = map.Entries.Where(entry => FaultKinds.All.ContainsKey(entry.Key)).ToList();
        if (kinds.Count != 1)
        {
            var known = string.Join(", ", FaultKinds.Words);
            problems.Add(node.At, kinds.Count == 0
                ? $"{what} does not say where it strikes{map.Entries.Select(entry => Spelling.Hint(entry.Key, FaultKinds.Words)).FirstOrDefault(hint => hint.Length > 0)}; add one of: {known}"
                : $"{what} strikes at {string.Join(" and ", kinds.Select(entry => entry.Key))}; make one fault of each");
            return null;
        }

        var fault = FaultKinds.All[kinds[0].Key](map);
        map.End();
        return fault;
    }
}
