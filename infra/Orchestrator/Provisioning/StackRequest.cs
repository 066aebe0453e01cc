using System.Collections.Immutable;
using System.Globalization;
using Infra.Catalog;

namespace Infra.Orchestrator.Provisioning;

public sealed record StackRequest(string Stack)
{
    /// <summary>Keys of <see cref="ConfigKeys"/>; a stack without them keeps its last values.</summary>
    public ImmutableDictionary<string, string> Config { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Look at the real resources first.</summary>
    public bool Refresh { get; init; }

    /// <summary>A preview tells in its report what every resource would be.</summary>
    public bool KeepPlan { get; init; }

    /// <summary>False only for bringing a stack to what was done already: no pack may stand in the way of that.</summary>
    public bool UnderPolicies { get; init; } = true;

    public Action<StackEvent> OnEvent { get; init; } = _ => { };

    /// <summary>Each line that the engine prints.</summary>
    public Action<string> OnLine { get; init; } = _ => { };

    /// <summary>For an environment that starts with so many replicas; null for as many as the catalog says.</summary>
    public StackRequest Sized(int? replicas) => replicas is { } count ? With(ConfigKeys.Size, count.ToString(CultureInfo.InvariantCulture)) : this;

    public StackRequest With(string key, string value) => this with { Config = Config.SetItem(key, value) };
}
