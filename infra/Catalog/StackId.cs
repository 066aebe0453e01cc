namespace Infra.Catalog;

/// <summary>What a stack is, read from its name.</summary>
public abstract record StackId
{
    private StackId(string stage) => Stage = stage;

    public string Stage { get; }

    public sealed record Network(string Of) : StackId(Of);

    public sealed record Environment(string Of, string Service, Colour Colour) : StackId(Of);

    public sealed record Traffic(string Of, string Service) : StackId(Of);

    public string Name => this switch
    {
        Network n => StackNames.Network(n.Stage),
        Environment e => StackNames.Environment(e.Stage, e.Service, e.Colour),
        Traffic t => StackNames.Traffic(t.Stage, t.Service),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <exception cref="BadInputException">No stack is called so.</exception>
    public static StackId Parse(string name) => TryParse(name)
        ?? throw new BadInputException($"\"{name}\" is not a stack of this project; a stack is <stage>.network, <stage>.<service>.blue, <stage>.<service>.green or <stage>.<service>.traffic.");

    /// <summary>Null where no stack is called so.</summary>
    public static StackId? TryParse(string name) => name.Split('.') switch
    {
        [var stage, "network"] when stage.Length > 0 => new Network(stage),
        [var stage, var service, "traffic"] when stage.Length > 0 && service.Length > 0 => new Traffic(stage, service),
        [var stage, var service, var colour] when stage.Length > 0 && service.Length > 0 && ColourNames.Parse(colour) is { } c => new Environment(stage, service, c),
        _ => null,
    };
}
