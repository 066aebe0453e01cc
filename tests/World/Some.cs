using System.Collections.Immutable;
using Infra.Sandbox.World.Model;

namespace Infra.Tests.World;

internal static class Some
{
    public static TargetGroup Group(string name) => new()
    {
        Id = name,
        Name = name,
        HealthCheck = new HealthCheck
        {
            Path = "/healthz",
            Interval = TimeSpan.FromSeconds(1),
            Timeout = TimeSpan.FromSeconds(5),
            HealthyThreshold = 1,
            UnhealthyThreshold = 2,
            Matcher = "200",
        },
        DeregistrationDelay = TimeSpan.FromSeconds(20),
    };

    public static Listener Listener(int port) => new()
    {
        Id = "production",
        Port = port,
        Default = new RuleAction { Response = new FixedResponse(404, "text/plain", "No such service.\n") },
    };

    public static Rule Rule(params (string Group, int Weight)[] shares) => new()
    {
        Id = "web",
        ListenerId = "production",
        Priority = 100,
        Conditions = [new Condition(ConditionField.Path, null, ["*"])],
        Action = new RuleAction { Forward = [.. shares.Select(share => new WeightedTargetGroup(share.Group, share.Weight))] },
    };

    public static Workload Workload(string group, string image, int replicas = 1) => new()
    {
        Id = group,
        Image = image,
        Replicas = replicas,
        Environment = ImmutableSortedDictionary<string, string>.Empty,
        TargetGroupIds = [group],
        StopTimeout = TimeSpan.FromSeconds(20),
    };
}
