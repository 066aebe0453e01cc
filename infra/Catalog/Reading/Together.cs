using System.Collections.Immutable;
using System.Globalization;

namespace Infra.Catalog.Reading;

/// <summary>What can only be seen with all services side by side.</summary>
internal static class Together
{
    internal static void Check(ServiceCatalog catalog, ImmutableArray<YamlNode.Entry> entries, Problems problems)
    {
        var at = entries.ToDictionary(e => e.Key, e => e.At);
        foreach (var cycle in Cycles(catalog.Services))
            problems.Add(at[cycle[0]], $"services depend on each other in a circle: {string.Join(" -> ", cycle)} -> {cycle[0]}; take one dependsOn out");

        foreach (var same in catalog.Services.GroupBy(s => s.Route.Priority.ToString(CultureInfo.InvariantCulture)).Where(g => g.Count() > 1))
            problems.Add(at[same.Last().Name], $"services {Names(same)} have the same priority {same.Key}; each rule of a listener needs its own");
        foreach (var same in catalog.Services.GroupBy(s => $"{s.Route.Host} {s.Route.Path}").Where(g => g.Count() > 1))
            problems.Add(at[same.Last().Name], $"services {Names(same)} both take {same.First().Route.Host ?? "every host"} and {same.First().Route.Path}; give each a host or path of its own");

        if (catalog.Services.Where(s => s.Route is { Host: null, Path: "/*" or "*" }).MinBy(s => s.Route.Priority) is not { } greedy)
            return;
        foreach (var hidden in catalog.Services.Where(s => s.Route.Priority > greedy.Route.Priority && s.Route.Path != greedy.Route.Path))
            problems.Add(at[hidden.Name], $"service {hidden.Name} gets no request, because {greedy.Name} takes all paths before it; put {hidden.Name} above {greedy.Name}, or give it a lower priority");
    }

    private static string Names(IEnumerable<Service> services) => string.Join(" and ", services.Select(s => s.Name));

    /// <summary>Each circle once, beginning with the service that the file names first.</summary>
    private static List<ImmutableArray<string>> Cycles(ImmutableArray<Service> services)
    {
        var byName = services.ToDictionary(s => s.Name);
        var done = new HashSet<string>();
        var found = new List<ImmutableArray<string>>();
        foreach (var service in services)
            Visit(service.Name, []);
        return found;

        void Visit(string name, ImmutableArray<string> path)
        {
            if (path.IndexOf(name) is >= 0 and var start)
                found.Add(path[start..]);
            else if (!done.Contains(name))
            {
                foreach (var next in byName[name].DependsOn)
                    Visit(next, path.Add(name));
                done.Add(name);
            }
        }
    }
}
