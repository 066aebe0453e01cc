using System.Collections.Immutable;
using Infra.Catalog.Reading;
using Infra.Sandbox.World.Faults;

namespace Infra.Cli.Faults;

/// <summary>Where a fault can strike, by the key that says so, and what else that kind may say.</summary>
internal static class FaultKinds
{
    internal const string Example = "{ update: \"aws:lb/*\", nth: 2, then: fail }";

    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly ScalarReader<int> Ordinal = Scalars.Whole(1, 1_000_000, "which one it is, counted from 1");
    private static readonly ScalarReader<TimeSpan> Length = Scalars.Duration(Moment, Day);

    private static readonly ScalarReader<Harm> Harms = Scalars.OneOf("what can happen to an operation",
        ("fail", Harm.Fail), ("delay", Harm.Delay), ("hang", Harm.Hang), ("half", Harm.Half), ("crash", Harm.Crash));

    private static readonly ScalarReader<HealthLie> HealthLies = Scalars.OneOf("what a health check can say",
        ("healthy", HealthLie.Healthy), ("unhealthy", HealthLie.Unhealthy), ("flap", HealthLie.Flap));

    private static readonly ScalarReader<RouterLie> RouterLies = Scalars.OneOf("what can become of an update of the router",
        ("refuse", RouterLie.Refuse), ("late", RouterLie.Late), ("lose", RouterLie.Lose), ("pretend", RouterLie.Pretend));

    private static readonly ScalarReader<MetricsLie> MetricsLies = Scalars.OneOf("what a reader of metrics can meet",
        ("down", MetricsLie.Down), ("empty", MetricsLie.Empty), ("stale", MetricsLie.Stale));

    /// <summary>In the order in which sentences list them.</summary>
    internal static readonly ImmutableArray<string> Words = ["create", "update", "delete", "read", "health", "replicas", "router", "metrics", "disk", "clock"];

    internal static readonly ImmutableDictionary<string, Func<MapReader, Fault>> All = new Dictionary<string, Func<MapReader, Fault>>
    {
        ["create"] = map => Resource(map, "create", ResourceOperation.Create),
        ["update"] = map => Resource(map, "update", ResourceOperation.Update),
        ["delete"] = map => Resource(map, "delete", ResourceOperation.Delete),
        ["read"] = map => Resource(map, "read", ResourceOperation.Read),
        ["health"] = Health,
        ["replicas"] = map => new Fault.OnReplicas(map.Required<string>("replicas", Scalars.Text, "web-green-*") ?? "", map.Optional("after", Length, TimeSpan.FromSeconds(2))),
        ["router"] = Router,
        ["metrics"] = map => new Fault.OnMetrics(map.Required("metrics", MetricsLies, "down")),
        ["disk"] = map => new Fault.OnDisk(Disk(map)),
        ["clock"] = map => new Fault.OnClock(map.Required<TimeSpan>("clock", Jump, "-2h"), map.Optional("after", Scalars.Duration(TimeSpan.Zero, Day), TimeSpan.Zero)),
    }.ToImmutableDictionary();

    private static Fault.OnResource Resource(MapReader map, string key, ResourceOperation operation)
    {
        var (target, nth, then) = (map.Required<string>(key, Scalars.Text, "\"aws:ecs/service:Service\"") ?? "", Nth(map), map.Required("then", Harms, "fail"));
        return new(operation, target, nth, then, then == Harm.Delay ? map.Required("for", Length, "3s") : default, map.Optional<string>("says", Scalars.Text) ?? "");
    }

    private static Fault.OnHealth Health(MapReader map)
    {
        var (group, then) = (map.Required<string>("health", Scalars.Text, "web-green-*") ?? "", map.Required("then", HealthLies, "unhealthy"));
        return new(group, then, then == HealthLie.Flap ? map.Required("every", Length, "2s") : default);
    }

    private static Fault.OnRouter Router(MapReader map)
    {
        var (port, nth, then) = (map.Required<int>("router", Port, "8080"), Nth(map), map.Required("then", RouterLies, "refuse"));
        return new(port == 0 ? null : port, nth, then, then == RouterLie.Late ? map.Required("for", Length, "3s") : default);
    }

    private static long Disk(MapReader map)
    {
        map.Required("disk", Scalars.OneOf("what can become of a disk", ("full", true)), "full");
        return map.Required("above", Scalars.Whole(1, int.MaxValue, "a size in bytes"), "20000");
    }

    private static int? Nth(MapReader map) => map.Optional("nth", Ordinal, 0) is > 0 and var nth ? nth : null;

    private static string? Port(string text, out int value)
    {
        value = 0;
        return text == "*" || (int.TryParse(text, out value) && value is >= 1 and <= 65535) ? null : $"\"{text}\" is not a listener; write its port, or \"*\" for any";
    }

    private static string? Jump(string text, out TimeSpan value)
    {
        var back = text.StartsWith('-');
        var complaint = Length(text.TrimStart('-', '+'), out value);
        value = back ? -value : value;
        return complaint is null ? null : $"\"{text}\" is not a jump; write a duration such as 2h, or -2h for backwards";
    }
}
