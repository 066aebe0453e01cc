using System.Collections.Immutable;

namespace Infra.Sandbox.World.Model;

/// <summary>A set of targets behind one health check. Targets come and go with the services that name the group.</summary>
public sealed record TargetGroup
{
    public required string Id { get; init; }

    /// <summary>The label of this group in metrics.</summary>
    public required string Name { get; init; }

    public required HealthCheck HealthCheck { get; init; }

    /// <summary>How long a leaving target may finish requests in flight before it is told to stop.</summary>
    public required TimeSpan DeregistrationDelay { get; init; }

    public GroupKind Kind { get; init; }
}

/// <summary>Whose manners a target group has.</summary>
public enum GroupKind
{
    /// <summary>A cloud's balancer: checks nobody whom it forwards nothing to, and sends requests to unhealthy targets where there are no others.</summary>
    Balancer,

    /// <summary>A Kubernetes Service: readiness alone decides, and nobody who isn't ready gets a request.</summary>
    Service,

    /// <summary>Stands for a Service that isn't there: its share of requests is answered 500.</summary>
    Missing,
}

/// <summary>Asks each target <c>GET Path</c> every <see cref="Interval"/>.</summary>
public sealed record HealthCheck
{
    /// <summary>Empty where nobody is asked, and a target that runs is healthy.</summary>
    public required string Path { get; init; }
    public required TimeSpan Interval { get; init; }
    public required TimeSpan Timeout { get; init; }
    public required int HealthyThreshold { get; init; }
    public required int UnhealthyThreshold { get; init; }

    /// <summary>Status codes that are healthy, as the balancer writes them: <c>200</c>, <c>200,204</c>, <c>200-299</c>.</summary>
    public required string Matcher { get; init; }
}

/// <summary>A port of 127.0.0.1 on which the router listens.</summary>
public sealed record Listener
{
    public required string Id { get; init; }
    public required int Port { get; init; }

    public ListenerProtocol Protocol { get; init; }

    /// <summary>What happens to a request that no rule takes.</summary>
    public required RuleAction Default { get; init; }
}

public enum ListenerProtocol
{
    /// <summary>HTTP/1.1 in the clear.</summary>
    Http,

    /// <summary>HTTP/2 or HTTP/1.1, as the client chooses by ALPN, over TLS with the world's own certificate (<see cref="WorldStatus.Certificate"/>).</summary>
    Https,
}

/// <summary>The rule with the lowest priority whose conditions all hold takes the request.</summary>
public sealed record Rule
{
    public required string Id { get; init; }
    public required string ListenerId { get; init; }
    public required int Priority { get; init; }
    public required ImmutableArray<Condition> Conditions { get; init; }
    public required RuleAction Action { get; init; }
}

/// <summary>Holds when any of <see cref="Values"/> matches (<c>*</c> and <c>?</c> are wildcards; case counts in paths only).</summary>
/// <param name="Header">The header's name when <paramref name="Field"/> is one of a header, else null.</param>
public sealed record Condition(ConditionField Field, string? Header, ImmutableArray<string> Values);

public enum ConditionField
{
    Host,
    Path,
    Header,

    /// <summary>A header whose value is this one: no wildcards, and case counts.</summary>
    ExactHeader,
}

/// <summary>What a rule or listener does with a request: exactly one of the two is set.</summary>
public sealed record RuleAction
{
    public ImmutableArray<WeightedTargetGroup> Forward { get; init; } = [];
    public FixedResponse? Response { get; init; }

    /// <summary>How long a client goes to the group that answered it last, by cookie and whatever the weights say; null where every request is shared out anew.</summary>
    public TimeSpan? Stickiness { get; init; }

    /// <summary>Who gets copies of what is forwarded.</summary>
    // Who wrote of a rule before there were mirrors wrote nothing of them.
    public ImmutableArray<Mirror> Mirrors { get; init => field = value.IsDefault ? [] : value; } = [];
}

/// <summary>A group that gets copies of requests, marked with <see cref="RequestHeaders.Mirrored"/>; what it answers, and whether it does, nobody hears.</summary>
/// <param name="Numerator">How many of <paramref name="Denominator"/> requests are copied.</param>
public sealed record Mirror(string TargetGroupId, int Numerator, int Denominator);

/// <param name="Weight">0 to 1,000,000; the share is weight / sum. A group of weight 0 gets nothing; if all are 0, nobody does and the answer is 503.</param>
public sealed record WeightedTargetGroup(string TargetGroupId, int Weight);

public sealed record FixedResponse(int StatusCode, string ContentType, string Body);
