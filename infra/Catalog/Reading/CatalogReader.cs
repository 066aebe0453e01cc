using System.Collections.Immutable;

namespace Infra.Catalog.Reading;

internal static class CatalogReader
{
    internal static ServiceCatalog Read(string text, string file)
    {
        var problems = new Problems(file);
        var catalog = YamlTree.Read(text, problems) is { } tree ? Read(tree, problems) : Nothing(problems);
        return catalog is not null && !problems.Any ? catalog : throw new BadInputException(problems.Lines);
    }

    private static ServiceCatalog? Nothing(Problems problems)
    {
        if (!problems.Any)
            problems.Add(new(1, 1), "the catalog is empty; it needs project, stages and services");
        return null;
    }

    private static ServiceCatalog Read(YamlNode tree, Problems problems)
    {
        var root = new MapReader(tree, "the catalog", problems);
        var project = root.Required("project", Scalars.Matching(Forms.Project(), "a project's name: a lower-case letter, then letters, digits or hyphens"), "shop") ?? "";
        var stages = Members(root, "stage", "{ local: { engine: sandbox, platform: aws-ecs } }", problems);
        var mayDiffer = root.List("mayDiffer", Scalars.OneOf("something that stages may differ in", [.. Parity.Words.Select(word => (word, word))]));
        var packs = root.List("policyPacks", Scalars.Matching(Forms.Folder(), "a policy pack: the path of a folder with PulumiPolicy.yaml, or of an executable file"));
        var keys = root.List("evidenceKeys", Scalars.Matching(Forms.Folder(), "a key: the path of a public key as PEM, such as keys/cosign.pub"));
        var services = Members(root, "service", "{ web: { artefact: shop/web, port: 8080, health: /healthz } }", problems);
        root.End();

        var catalog = new ServiceCatalog
        {
            Project = project,
            MayDiffer = mayDiffer,
            PolicyPacks = packs,
            EvidenceKeys = keys,
            Stages = [.. stages.Select(e => StageReader.Read(e, project, problems))],
            Services = Services(services, [.. stages.Select(e => e.Key)], problems),
        };
        Together.Check(catalog, services, problems);
        Grounds.Check(catalog, services, stages, problems);
        return catalog;
    }

    private static ImmutableArray<Service> Services(ImmutableArray<YamlNode.Entry> entries, ImmutableArray<string> stages, Problems problems)
    {
        ImmutableArray<string> names = [.. entries.Select(e => e.Key)];
        var services = ImmutableArray.CreateBuilder<Service>(entries.Length);
        foreach (var entry in entries)
            services.Add(ServiceReader.Read(entry, services.Count, names, stages, problems));
        return services.DrainToImmutable();
    }

    private static ImmutableArray<YamlNode.Entry> Members(MapReader root, string kind, string example, Problems problems)
    {
        if (root.Find($"{kind}s") is not { } node)
        {
            if (!root.Broken)
                problems.Add(root.At, $"the catalog lacks {kind}s; add `{kind}s: {example}`");
            return [];
        }

        var map = new MapReader(node, $"{kind}s", problems);
        ImmutableArray<YamlNode.Entry> entries = [.. map.Entries];
        if (entries.IsEmpty && !map.Broken)
            problems.Add(node.At, $"{kind}s is empty; a catalog has at least one {kind}, such as `{kind}s: {example}`");
        return entries;
    }
}
