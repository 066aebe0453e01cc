namespace Infra.Policies.Sdk;

/// <summary>A rule that judges one resource by its inputs, before anything is done with it.</summary>
public sealed record ResourceRule : Rule
{
    public required Action<Resource, Report> Check { get; init; }

    /// <summary>For a rule at the level <see cref="Level.Remediate"/>: the resource as it has to be, or null where it is so already. A pure function; null for a rule that mends nothing.</summary>
    public Func<Resource, Settings, Change?>? Remedy { get; init; }
}
