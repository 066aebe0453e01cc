using System.Collections.Immutable;
using Infra.Catalog;
using Infra.Orchestrator.Gates;
using Infra.Orchestrator.Provisioning;
using Infra.Orchestrator.Rollouts;
using Infra.Orchestrator.Traffic;

namespace Infra.Tests.Support;

/// <summary>A platform in memory with steady users: its stacks, its rule, its counters. What was done to it is in <see cref="Log"/>.</summary>
sealed class FakeWorld : IStacks, ITrafficRouter, ITargetHealth, IProbe, ISmoke, IArtefacts, IQuotas
{
    readonly TimeProvider time;
    readonly Dictionary<string, ImmutableSortedDictionary<string, string>> outputs = [];
    readonly Dictionary<Colour, (double Requests, double Failures, double Slow)> counts = new() { [Colour.Blue] = default, [Colour.Green] = default };
    readonly List<(DateTimeOffset At, Counts Blue, Counts Green)> history = [];
    DateTimeOffset counted;

    public FakeWorld(TimeProvider time)
    {
        this.time = time;
        counted = time.GetUtcNow();
        outputs[Some.Web.Network] = ImmutableSortedDictionary<string, string>.Empty.Add(StackOutputs.Network.Doors, Door.ToJson(new Dictionary<string, Door> { ["web"] = Some.Door }));
    }

    public List<string> Log { get; } = [];

    public Task<ImmutableArray<string>> NamesAsync(CancellationToken ct) => Task.FromResult<ImmutableArray<string>>([.. outputs.Keys.Order(StringComparer.Ordinal)]);

    public Task RemoveAsync(string stack, CancellationToken ct)
    {
        outputs.Remove(stack);
        return Task.CompletedTask;
    }

    public Shares Rule { get; private set; } = Shares.Nobody;

    /// <summary>Where users really are, whatever the rule says.</summary>
    public Func<Shares, Shares> Users { get; set; } = rule => rule;

    public double RequestsPerSecond { get; set; } = 200;

    public Dictionary<string, double> FailingReleases { get; } = [];

    public Dictionary<string, double> SlowReleases { get; } = [];

    public Dictionary<Colour, SideHealth> HealthOf { get; } = [];

    public Func<StackRequest, StackReport?> Judge { get; set; } = _ => null;

    public Action<string> Before { get; set; } = _ => { };

    /// <summary>What an update of a stack waits for while it works.</summary>
    public Func<string, CancellationToken, Task> During { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>What happens between the reading of a rule and its direct setting.</summary>
    public Func<Task> BeforeSet { get; set; } = () => Task.CompletedTask;

    public string? ProbeIsBlind { get; set; }

    /// <summary>How late counts come; then they come by the minute.</summary>
    public TimeSpan ProbeLag { get; set; }

    public string? SmokeAnswer { get; set; }

    /// <summary>What quotas say to a second side of so many replicas.</summary>
    public Func<int, QuotaAnswer> Room { get; set; } = _ => new QuotaAnswer.Enough();

    public HashSet<string> MissingArtefacts { get; } = [];

    public Release ReleaseOf(Colour side) =>
        outputs.GetValueOrDefault(Some.Web.Environment(side))?.GetValueOrDefault(StackOutputs.Environment.Release) is { } text ? Release.FromJson(text) : Release.None;

    public TrafficSplit Split => outputs.GetValueOrDefault(Some.Web.Traffic) is { } traffic ? TrafficSplit.FromJson(traffic[StackOutputs.Traffic.Split]) : TrafficSplit.Nobody;

    /// <summary>Somebody changes the rule past everything.</summary>
    public void Move(Shares shares) => Rule = shares;

    public Task<StackReport> PreviewAsync(StackRequest request, CancellationToken ct)
    {
        Do($"preview {request.Stack}");
        return Task.FromResult(Judge(request) ?? Report(request.Stack));
    }

    public async Task<StackReport> UpAsync(StackRequest request, CancellationToken ct)
    {
        Do($"up {request.Stack}{string.Concat(request.Config.Where(pair => pair.Key is ConfigKeys.Release or ConfigKeys.Traffic).Select(pair => Short(pair.Value)))}");
        await During(request.Stack, ct);
        var head = Split.JournalHead.Length == 0 ? ConfigKeys.Nobody : Split.JournalHead;
        if (request.Config.GetValueOrDefault(ConfigKeys.After, head) != head)
            return Report(request.Stack) with { Result = StackResult.Failed, ExitCode = 1, Why = "Traffic was set since." };
        if (request.UnderPolicies && Judge(request) is { } refused)
            return refused;
        var before = outputs.GetValueOrDefault(request.Stack, ImmutableSortedDictionary<string, string>.Empty);
        if (request.Config.TryGetValue(ConfigKeys.Release, out var release))
            outputs[request.Stack] = before.SetItem(StackOutputs.Environment.Release, release);
        if (request.Config.TryGetValue(ConfigKeys.Traffic, out var traffic))
        {
            outputs[request.Stack] = before.SetItem(StackOutputs.Traffic.Split, traffic).SetItem(StackOutputs.Traffic.JournalHead, TrafficSplit.FromJson(traffic).JournalHead);
            Count();
            Rule = Shares.Of(TrafficSplit.FromJson(traffic));
        }

        return Report(request.Stack);
    }

    public Task<StackReport> DestroyAsync(StackRequest request, CancellationToken ct) => throw new NotSupportedException();

    public Task<ImmutableSortedDictionary<string, string>> OutputsAsync(string stack, CancellationToken ct) =>
        Task.FromResult(outputs.GetValueOrDefault(stack, ImmutableSortedDictionary<string, string>.Empty));

    public async Task SetAsync(Route route, Shares desired, Func<Task> confirm, CancellationToken ct)
    {
        await BeforeSet();
        await confirm();
        Do($"set {desired}");
        Count();
        Rule = desired;
    }

    Task<Shares> ITrafficRouter.ReadAsync(Route route, CancellationToken ct) => Task.FromResult(Rule);

    Task<SideHealth> ITargetHealth.ReadAsync(Route route, Colour side, CancellationToken ct) =>
        Task.FromResult(HealthOf.GetValueOrDefault(side) ?? new SideHealth(ReleaseOf(side).IsNone ? 0 : 2, 2, ""));

    Task<Reading> IProbe.ReadAsync(Route route, TimeSpan? slowerThan, CancellationToken ct)
    {
        Count();
        return Task.FromResult<Reading>(ProbeIsBlind is { } why ? new Reading.Blind(why) : ProbeLag > TimeSpan.Zero ? Late() : new Reading.Totals(Of(Colour.Blue), Of(Colour.Green)));
    }

    Reading.Totals Late()
    {
        var until = new DateTimeOffset((counted - ProbeLag).Ticks / TimeSpan.TicksPerMinute * TimeSpan.TicksPerMinute, TimeSpan.Zero);
        var (_, blue, green) = history.LastOrDefault(one => one.At <= until);
        return new(blue, green) { Until = until };
    }

    public Task<string?> AskAsync(Route route, Colour side, string path, int requests, CancellationToken ct)
    {
        Do($"smoke {side.Word} {path}");
        return Task.FromResult(SmokeAnswer);
    }

    public Task<string?> MissingAsync(Release release, CancellationToken ct) =>
        Task.FromResult(MissingArtefacts.Contains(release.Name) ? $"{release.Reference} is not in the registry." : null);

    Task<QuotaAnswer> IQuotas.AskAsync(Service service, PlatformKind platform, int replicas, CancellationToken ct) => Task.FromResult(Room(replicas));

    /// <summary>Lets users ask at their steady rate, up to now, under the weights as they are.</summary>
    void Count()
    {
        var seconds = (time.GetUtcNow() - counted).TotalSeconds;
        counted = time.GetUtcNow();
        foreach (var side in counts.Keys.ToArray())
        {
            var requests = seconds * RequestsPerSecond * Users(Rule)[side].Weight.InPercent / 100;
            var (release, sum) = (ReleaseOf(side).Name, counts[side]);
            counts[side] = (sum.Requests + requests, sum.Failures + requests * FailingReleases.GetValueOrDefault(release), sum.Slow + requests * SlowReleases.GetValueOrDefault(release));
        }

        history.Add((counted, Of(Colour.Blue), Of(Colour.Green)));
    }

    Counts Of(Colour side) => new((long)counts[side].Requests, (long)counts[side].Failures, (long)counts[side].Slow);

    void Do(string what)
    {
        Before(what);
        Log.Add(what);
    }

    static string Short(string config) => config.Contains("serving") ? $" {Shares.Of(TrafficSplit.FromJson(config))}" : $" {Release.FromJson(config).Name}";

    static StackReport Report(string stack) => new() { Stack = stack, Result = StackResult.Succeeded, ExitCode = 0, Why = "", Resources = 1 };
}
