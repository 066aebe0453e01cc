using System.Globalization;
using System.Text.Json.Serialization;

namespace Infra.Sandbox.World.Faults;

/// <summary>One thing that goes wrong in the sandbox, as data: where it strikes, and what happens then. The family is closed.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "at")]
[JsonDerivedType(typeof(OnResource), "resource")]
[JsonDerivedType(typeof(OnHealth), "health")]
[JsonDerivedType(typeof(OnReplicas), "replicas")]
[JsonDerivedType(typeof(OnRouter), "router")]
[JsonDerivedType(typeof(OnMetrics), "metrics")]
[JsonDerivedType(typeof(OnDisk), "disk")]
[JsonDerivedType(typeof(OnClock), "clock")]
public abstract record Fault
{
    Fault()
    {
    }

    /// <summary>What it does, without a full stop: <c>the 2nd update of aws:lb/* fails</c>.</summary>
    [JsonIgnore]
    public abstract string Says { get; }

    /// <summary>Whether each event that it could strike is counted, and kept.</summary>
    [JsonIgnore]
    public virtual bool IsCounted => false;

    /// <summary>Which of the events it strikes, counted from 1; null for each of them.</summary>
    [JsonIgnore]
    public virtual int? Strikes => null;

    /// <param name="Target">A type or a URN; <c>*</c> and <c>?</c> are wildcards.</param>
    /// <param name="For">How long a delay is; zero for all else.</param>
    /// <param name="Message">What the cloud says to a failure; empty for words of ours.</param>
    public sealed record OnResource(ResourceOperation Operation, string Target, int? Nth, Harm Then, TimeSpan For, string Message) : Fault
    {
        public override bool IsCounted => true;
        public override int? Strikes => Nth;
        public override string Says => $"{Which(Nth)} {Operation.ToString().ToLowerInvariant()} of {Target} {Then switch
        {
            Harm.Fail => "fails",
            Harm.Delay => $"takes {Seconds(For)} longer",
            Harm.Hang => "never ends",
            Harm.Half => "is done, and reported as failed",
            Harm.Crash => "is done, and kills the engine's process before that is written down",
        }}";
    }

    /// <param name="Group">The name of a target group; <c>*</c> and <c>?</c> are wildcards.</param>
    /// <param name="Every">How long each half of a flapping lasts; zero for all else.</param>
    public sealed record OnHealth(string Group, HealthLie Then, TimeSpan Every) : Fault
    {
        public override string Says => $"health checks of {Group} {Then switch
        {
            HealthLie.Healthy => "say healthy, whatever the target answers",
            HealthLie.Unhealthy => "say unhealthy, whatever the target answers",
            HealthLie.Flap => $"say unhealthy and healthy in turn, {Seconds(Every)} each",
        }}";
    }

    /// <param name="Group">The name of a target group; <c>*</c> and <c>?</c> are wildcards.</param>
    public sealed record OnReplicas(string Group, TimeSpan After) : Fault
    {
        public override string Says => $"each replica of {Group} dies {Seconds(After)} after its start";
    }

    /// <param name="Port">The port of the listener whose rules are meant; null for any.</param>
    /// <param name="For">How much later it takes effect; zero for all but late.</param>
    public sealed record OnRouter(int? Port, int? Nth, RouterLie Then, TimeSpan For) : Fault
    {
        public override bool IsCounted => true;
        public override int? Strikes => Nth;
        public override string Says => $"{Which(Nth)} update of a rule {(Port is { } port ? $"on port {port}" : "of the router")} {Then switch
        {
            RouterLie.Refuse => "is refused",
            RouterLie.Late => $"takes effect {Seconds(For)} after it was reported as done",
            RouterLie.Lose => "is reported as done, and lost",
            RouterLie.Pretend => "reads back as done, and traffic stays where it was",
        }}";
    }

    public sealed record OnMetrics(MetricsLie Then) : Fault
    {
        public override string Says => Then switch
        {
            MetricsLie.Down => "the router's metrics can't be read",
            MetricsLie.Empty => "the router's metrics are empty",
            MetricsLie.Stale => "the router's metrics stay as they were",
        };
    }

    /// <summary>A process of the orchestrator can make no file longer than this, in bytes.</summary>
    public sealed record OnDisk(long Above) : Fault
    {
        public override string Says => string.Create(CultureInfo.InvariantCulture, $"the orchestrator's disk is full for any file above {Above:N0} bytes");
    }

    /// <param name="By">Forwards; below zero backwards.</param>
    /// <param name="After">Counted from the start of the orchestrator's process.</param>
    public sealed record OnClock(TimeSpan By, TimeSpan After) : Fault
    {
        public override string Says => $"the orchestrator's clock jumps {Seconds(By.Duration())} {(By < TimeSpan.Zero ? "back" : "forward")}, {Seconds(After)} after its start";
    }

    static string Which(int? nth) => nth switch
    {
        null => "each",
        { } n => string.Create(CultureInfo.InvariantCulture, $"the {n}{(n % 10, n % 100) switch
        {
            (1, not 11) => "st",
            (2, not 12) => "nd",
            (3, not 13) => "rd",
            _ => "th",
        }}"),
    };

    static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.###} s");
}
