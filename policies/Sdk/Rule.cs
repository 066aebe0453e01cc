using System.Collections.Immutable;

namespace Infra.Policies.Sdk;

/// <summary>What is demanded, why, and how to mend a violation; the check is in <see cref="ResourceRule"/> or <see cref="StackRule"/>.</summary>
internal abstract record Rule
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

    /// <summary>The type tokens that the rule looks at.</summary>
    public required ImmutableArray<string> Types { get; init; }

    /// <summary>What the pack's configuration may set for this rule.</summary>
    public ImmutableArray<Setting> Settings { get; init; } = [];
}
