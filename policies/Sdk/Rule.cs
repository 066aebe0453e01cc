using System.Collections.Immutable;

namespace Infra.Policies.Sdk;

/// <summary>What is demanded, why, and how to mend a violation; the check is in <see cref="ResourceRule"/> or <see cref="StackRule"/>.</summary>
public abstract record Rule
{
    /// <summary>In kebab-case, unique in the pack.</summary>
    public required string Name { get; init; }

    /// <summary>One sentence: what holds where the rule is kept.</summary>
    public required string Demand { get; init; }

    /// <summary>One sentence: what happens to users or operators where it isn't.</summary>
    public required string Because { get; init; }

    /// <summary>One sentence: what to do about a violation; a finding may say it more exactly.</summary>
    public required string Mend { get; init; }

    public required Level Level { get; init; }

    public required Severity Severity { get; init; }

    public WhenUnknown WhenUnknown { get; init; } = WhenUnknown.Advise;

    /// <summary>The type tokens that the rule looks at: all that a kind of resource goes by.</summary>
    public required ImmutableArray<string> Types { get; init; }

    /// <summary>What the pack's configuration may set for this rule.</summary>
    public ImmutableArray<Setting> Settings { get; init; } = [];

    /// <summary>The controls that it supports; it certifies nothing.</summary>
    public ImmutableArray<Control> Controls { get; init; } = [];

    /// <summary>Words to choose rules by.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>Where more is said about it; null for nowhere.</summary>
    public Uri? Link { get; init; }
}
