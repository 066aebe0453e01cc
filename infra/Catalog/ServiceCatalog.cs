using System.Collections.Immutable;

namespace Infra.Catalog;

/// <summary>All that <c>infra.yaml</c> says.</summary>
public sealed record ServiceCatalog
{
    public const string FileName = "infra.yaml";

    public required string Project { get; init; }

    /// <summary>In the file's order.</summary>
    public required ImmutableArray<Stage> Stages { get; init; }

    /// <summary>In the file's order.</summary>
    public required ImmutableArray<Service> Services { get; init; }

    /// <summary>In what stages may behave differently; of <see cref="Parity.Words"/>.</summary>
    public ImmutableArray<string> MayDiffer { get; init; } = [];

    /// <summary>Policy packs that judge beside Infra's own, on every stage: executable files, or folders with PulumiPolicy.yaml, relative to the file.</summary>
    public ImmutableArray<string> PolicyPacks { get; init; } = [];

    /// <summary>Files of public keys, relative to the file, of which one has to have signed the provenance of a release. Without any, signatures aren't looked at.</summary>
    public ImmutableArray<string> EvidenceKeys { get; init; } = [];

    /// <exception cref="BadInputException">No such stage.</exception>
    public Stage Stage(string name) =>
        Stages.FirstOrDefault(s => s.Name == name) ?? throw NoStage(name);

    public BadInputException NoStage(string name) => Unknown("stage", name, Stages.Select(s => s.Name));

    /// <exception cref="BadInputException">No such service.</exception>
    public Service Service(string name) =>
        Services.FirstOrDefault(s => s.Name == name) ?? throw Unknown("service", name, Services.Select(s => s.Name));

    /// <summary>With a stage that stands in no file.</summary>
    /// <exception cref="BadInputException">The name is no stage's or is in infra.yaml, or the stage that it is made from isn't.</exception>
    public ServiceCatalog With(string name, EphemeralStage ephemeral)
    {
        if (Reading.Scalars.Matching(Reading.Forms.Stage(), Reading.Forms.StageName)(name, out _) is { } complaint)
            throw new BadInputException($"{complaint}.");
        if (Stages.Any(s => s.Name == name))
            throw new BadInputException($"{FileName} has a stage {name}; give the ephemeral one another name.");
        if (Stages.FirstOrDefault(s => s.Name == ephemeral.From) is not { } origin)
            throw new BadInputException($"Stage {name} was made from {ephemeral.From}, which {FileName} doesn't know; its stages are: {string.Join(", ", Stages.Select(s => s.Name))}. Put {ephemeral.From} back to work on {name}.");
        return this with
        {
            Stages = Stages.Add(origin with
            {
                Name = name,
                Ephemeral = ephemeral,
                Listen = origin.Listen.Shifted(ephemeral.PortShift),
                Cluster = origin.Cluster is { } cluster ? cluster with { Namespace = $"{Project}-{name}", Listen = cluster.Listen.Shifted(ephemeral.PortShift) } : null,
            }),
        };
    }

    /// <summary>Services with each one after all that it depends on; otherwise in the file's order.</summary>
    public ImmutableArray<Service> InDependencyOrder()
    {
        var ordered = new List<Service>();
        foreach (var service in Services)
            Visit(service);
        return [.. ordered];

        void Visit(Service service)
        {
            if (ordered.Contains(service))
                return;
            foreach (var name in service.DependsOn)
                Visit(Service(name));
            ordered.Add(service);
        }
    }

    /// <exception cref="BadInputException">With all problems of the file at once.</exception>
    public static ServiceCatalog Parse(string text, string file = FileName) => Reading.CatalogReader.Read(text, file);

    /// <exception cref="BadInputException">The file can't be read, or with all its problems at once.</exception>
    public static ServiceCatalog Load(string projectFolder)
    {
        var path = Path.Combine(projectFolder, FileName);
        try
        {
            return Parse(File.ReadAllText(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{path} can't be read: {e.Message} Run infra in a project's folder, or name the folder with --project.");
        }
    }

    private static BadInputException Unknown(string kind, string name, IEnumerable<string> known) =>
        new($"{FileName} knows no {kind} \"{name}\"; its {kind}s are: {Spelling.Known(name, known)}.");
}
