namespace Pulumi;

public sealed class Alias
{
    public string? Urn { get; set; }

    public Input<string>? Name { get; set; }

    public Input<string>? Type { get; set; }

    public Input<string>? Stack { get; set; }

    public Input<string>? Project { get; set; }

    public Resource? Parent { get; set; }

    public Input<string>? ParentUrn { get; set; }

    public bool NoParent { get; set; }

    /// <summary>As the engine reads them; one that is unknown is left out.</summary>
    internal static async Task<List<Pulumirpc.Alias>> ToWireAsync(IEnumerable<Input<Alias>> aliases)
    {
        List<Pulumirpc.Alias> wire = [];
        foreach (var input in aliases)
        {
            var alias = await input.ToOutput().DataTask;
            if (alias.IsKnown && alias.Value is not null) wire.Add(await alias.Value.ToWireAsync());
        }
        return wire;
    }

    internal static Alias FromWire(Pulumirpc.Alias wire)
    {
        if (wire.Spec is not { } spec) return new() { Urn = wire.Urn };
        return new()
        {
            Name = Input(spec.Name),
            Type = Input(spec.Type),
            Stack = Input(spec.Stack),
            Project = Input(spec.Project),
            ParentUrn = Input(spec.ParentUrn),
            NoParent = spec.NoParent,
        };
    }

    async Task<Pulumirpc.Alias> ToWireAsync()
    {
        if (Urn is not null) return new() { Urn = Urn };
        if ((Parent is null ? 0 : 1) + (ParentUrn is null ? 0 : 1) + (NoParent ? 1 : 0) > 1)
            throw new ArgumentException($"An alias may say one of {nameof(Parent)}, {nameof(ParentUrn)} and {nameof(NoParent)}, not several.");
        var spec = new Pulumirpc.Alias.Types.Spec
        {
            Name = await TextAsync(Name),
            Type = await TextAsync(Type),
            Stack = await TextAsync(Stack),
            Project = await TextAsync(Project),
        };
        if (Parent is null && ParentUrn is null) spec.NoParent = NoParent;
        else if (await TextAsync(Parent is null ? ParentUrn : Parent.Urn) is { Length: > 0 } urn) spec.ParentUrn = urn;
        return new() { Spec = spec };
    }

    static Input<string>? Input(string text) => text == "" ? null : (Input<string>)text;

    static async Task<string> TextAsync(Input<string>? input) => input is null ? "" : await input.ToOutput().GetValueAsync(whenUnknown: "");
}
