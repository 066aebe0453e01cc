using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Infra.Sandbox.Engine.State;

namespace Infra.Sandbox.Engine.Deployment;

/// <summary>What the user chose of a stack: resources by URN or pattern, where <c>*</c> is any run without a colon and <c>**</c> anything.</summary>
internal sealed class Selection
{
    public static readonly Selection Everything = new([], [], [], false);

    readonly ImmutableArray<string> targets, excludes, replaces;
    readonly bool withDependents;
    readonly ConcurrentDictionary<string, bool> decided = new(StringComparer.Ordinal);

    /// <param name="targets">Only these; empty for all.</param>
    /// <param name="excludes">All but these.</param>
    /// <param name="replaces">These are replaced, whatever their difference says.</param>
    /// <param name="withDependents">What depends on a target is a target, and what depends on an excluded one is excluded.</param>
    public Selection(ImmutableArray<string> targets, ImmutableArray<string> excludes, ImmutableArray<string> replaces, bool withDependents)
    {
        if (targets.Length > 0 && excludes.Length > 0) throw new EngineException("--target and --exclude can't be given together: say what is to be done, or what is not.", 2);
        (this.targets, this.excludes, this.replaces, this.withDependents) = (targets, excludes, replaces, withDependents);
    }

    public bool IsPartial => HasTargets || excludes.Length > 0;

    public bool HasTargets => targets.Length > 0;

    /// <summary>Asked in the order of dependencies; what was once decided about a URN stays.</summary>
    /// <param name="needs">What the resource depends on.</param>
    public bool Includes(string urn, IEnumerable<string> needs) => !IsPartial || decided.GetOrAdd(urn, _ => targets.Length > 0
        ? Matches(targets, urn) || (withDependents && needs.Any(need => decided.GetValueOrDefault(need)))
        : !Matches(excludes, urn) && !(withDependents && needs.Any(need => !decided.GetValueOrDefault(need, true))));

    /// <summary>Providers and the root stack belong to every choice.</summary>
    public bool Includes(Goal goal) => goal.IsProvider || goal.Type == Urn.RootType || Includes(goal.Urn, goal.Needs);

    /// <summary>Whether it may go when nobody wants it any more. Providers and the root stack go alone only by name: what stays needs them.</summary>
    public bool Deletes(ResourceState old) => !IsPartial || (old.IsProvider || old.IsRoot ? Matches(targets, old.Urn) : Includes(old.Urn, old.Needs));

    public bool Replaces(string urn) => Matches(replaces, urn);

    /// <summary>URNs that were chosen and aren't there. A pattern may match nothing.</summary>
    public IEnumerable<string> Missing(IEnumerable<string> known) => targets.Concat(excludes).Concat(replaces).Where(one => !one.Contains('*')).Except(known);

    static bool Matches(ImmutableArray<string> patterns, string urn) => patterns.Any(pattern => pattern == urn || (pattern.Contains('*') && Regex.IsMatch(urn, Expression(pattern))));

    static string Expression(string pattern) =>
        $"^{string.Join(".*", pattern.Split("**").Select(part => string.Join("[^:]*", part.Split('*').Select(Regex.Escape))))}$";
}
