using System.Diagnostics;
using System.Text.RegularExpressions;
using Infra.Tests.Support;

namespace Infra.Tests.Kills;

/// <summary>
/// The built <c>infra</c> is killed with SIGKILL before and after every journal write, every update, every step of the engine and every change of the router,
/// and resumed each time. CI kills at a sample of those moments; <c>INFRA_WHOLE=1</c> at all of them.
/// </summary>
public abstract partial class KillTests
{
    const int Seed = 20261121;

    private protected Table Seen { get; } = new("rollout", "ended", "moments", "kills", "requests answered", "requests failed", "seconds");

    static readonly string[] always = ["before journaling ended", "after journaling ended"];

    /// <summary>Kills at a share of all moments that is the same in every run.</summary>
    protected static Func<string, bool> Sample(int percent) => Whole.IsAsked
        ? _ => true
        : moment => always.Contains(moment) || Hash(moment) % 100 < percent;

    private protected async Task<(Chain Chain, string Outcome)> ThroughAsync(string what, KillProject project, Drillmaster master, string[] verb, int percent, Func<string, Task>? at = null)
    {
        var began = Stopwatch.GetTimestamp();
        await using var users = project.Users();
        var chain = new Chain(project, users, master);
        var outcome = await chain.RunAsync(verb, Sample(percent), at);
        Assert.True(users.Answered > 100);
        Assert.Empty(users.Failures);
        Note(what, chain, outcome, users, began);
        return (chain, outcome);
    }

    private protected void Note(string what, Chain chain, string outcome, Users users, long began) =>
        Seen.Add(what, outcome, $"{chain.Moments.Count}", $"{chain.Killed.Count}", $"{users.Answered}", $"{users.Failed}", $"{Stopwatch.GetElapsedTime(began).TotalSeconds:0}");

    // string.GetHashCode differs from run to run, and so do the fingerprints in names of resources.
    static uint Hash(string text) => Fingerprint().Replace(text, "").Aggregate(2166136261u ^ Seed, (hash, letter) => (hash ^ letter) * 16777619u) >> 7;

    [GeneratedRegex("-[0-9a-f]{7}(?![0-9a-f])")]
    private static partial Regex Fingerprint();
}
