namespace Infra.Orchestrator.Traffic;

/// <param name="Healthy">Replicas that take requests.</param>
/// <param name="Wanted">Replicas that should; leaving ones don't count.</param>
/// <param name="Says">Why the others don't, in a sentence; empty when all do.</param>
public sealed record SideHealth(int Healthy, int Wanted, string Says)
{
    public bool IsFit => Wanted > 0 && Healthy >= Wanted;
}
