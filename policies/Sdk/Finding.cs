using Infra.Policies.Sdk.Exemptions;

namespace Infra.Policies.Sdk;

/// <summary>One thing that a rule has to say about a resource.</summary>
/// <param name="Level">What it means; never <see cref="Level.Disabled"/>.</param>
/// <param name="Urn">Which resource; empty for the stack as a whole.</param>
internal sealed record Finding(Level Level, string Message, string Urn)
{
    /// <summary>It could not be judged yet.</summary>
    public bool IsDeferred { get; init; }

    /// <summary>Who answers for it; null for nobody.</summary>
    public Exemption? Exempted { get; init; }
}
