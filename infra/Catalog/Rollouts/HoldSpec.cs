namespace Infra.Catalog.Rollouts;

/// <summary>When the bake is over and the evidence is still too thin: how long to wait for more, and what then.</summary>
public sealed record HoldSpec(TimeSpan Duration, AfterHold Then);
