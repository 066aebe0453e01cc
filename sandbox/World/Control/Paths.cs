namespace Infra.Sandbox.World.Control;

/// <summary>The control API's resources; ids and references travel in the query, so that any character may be in them.</summary>
internal static class Paths
{
    public const string Status = "/status";
    public const string TargetGroups = "/target-groups";
    public const string TargetGroupsUnder = "/target-groups-under";
    public const string Listeners = "/listeners";
    public const string Rules = "/rules";
    public const string ListenerRules = "/listener-rules";
    public const string RuleChanges = "/rule-changes";
    public const string Workloads = "/workloads";
    public const string Health = "/health";
    public const string Metrics = "/metrics";
    public const string Images = "/images";
    public const string ShutDown = "/shut-down";
}
