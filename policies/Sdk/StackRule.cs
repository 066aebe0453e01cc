namespace Infra.Policies.Sdk;

/// <summary>A rule that judges resources together, by their outputs, when the program has declared them all.</summary>
public sealed record StackRule : Rule
{
    public required Action<Stack, Report> Check { get; init; }
}
