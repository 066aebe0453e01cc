namespace Infra.Catalog.Rollouts;

/// <summary>A question that the judge must answer good before a share grows; the family is closed.</summary>
/// <param name="P1">The share that must be found: enough requests are waited for to find it with 95 % power.</param>
/// <param name="Objective">The share that is still fine where no stable side is there to compare with.</param>
public abstract record GateSpec(Share P1, Share Objective)
{
    /// <summary>Requests that were not answered, or with 5xx.</summary>
    public sealed record Errors(Share P1, Share Objective) : GateSpec(P1, Objective);

    /// <summary>Requests slower than <paramref name="Than"/>, which is a bound of the router's histogram.</summary>
    public sealed record Slow(TimeSpan Than, Share P1, Share Objective) : GateSpec(P1, Objective);
}
