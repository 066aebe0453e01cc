namespace Infra.Policies.Sdk;

/// <summary>A rule that judges one resource by its inputs, before anything is done with it.</summary>
internal sealed record ResourceRule : Rule
{
    public required Action<Resource, Report> Check { get; init; }
}
