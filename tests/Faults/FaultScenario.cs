namespace Infra.Tests.Faults;

/// <summary>A rollout under faults: what is set when, what must come of it, and what ends it once they are lifted.</summary>
internal sealed record FaultScenario
{
    public required string Name { get; init; }

    /// <summary>Entries of a file of faults; <c>{candidate}</c> and <c>{stable}</c> stand for their colours, <c>{port}</c> for the production port, <c>{shift}</c> for how many updates of the rule come up to the first shift, <c>{journal+}</c> for a size that the journal soon passes.</summary>
    public required string Faults { get; init; }

    /// <summary>The faults are set once the rollout has told this; empty for before it begins.</summary>
    public string When { get; init; } = "";

    /// <summary>The longest that one attempt of a step may take.</summary>
    public string StepLimit { get; init; } = "5m";

    /// <summary>What is shipped: <c>good</c>, <c>bad</c> (each seventh request fails) or <c>dead</c> (its program doesn't come up).</summary>
    public string Ships { get; init; } = "good";

    public int ExitCode { get; init; }

    /// <summary>Part of what the rollout answers.</summary>
    public string Says { get; init; } = "";

    /// <summary>Part of what the rollout tells on the way.</summary>
    public string Tells { get; init; } = "";

    /// <summary>The share of all requests that the candidate gets wrong while it has its first share: that share times its errors. 0 where no user may notice anything.</summary>
    public double Harm { get; init; }

    /// <summary>After the faults are lifted: <c>resume</c>, <c>rollback</c>, or <c>rollout</c> of the same release once more; empty when nothing is left to do.</summary>
    public string Then { get; init; } = "";

    public int ThenExitCode { get; init; }

    /// <summary>Not among those that every run tries.</summary>
    public bool OnlyWhole { get; init; }

    public override string ToString() => Name;
}
