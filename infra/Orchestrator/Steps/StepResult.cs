using Infra.Orchestrator.Rollouts;

namespace Infra.Orchestrator.Steps;

/// <summary>How a step went; the family is closed.</summary>
internal abstract record StepResult
{
    private StepResult()
    {
    }

    /// <param name="Set">The weights that were set and read back; null when none were.</param>
    public sealed record Done(string Says, Shares? Set = null) : StepResult;

    /// <summary>Of all kinds but <see cref="FailureKind.Error"/>: nothing was moved.</summary>
    public sealed record Failed(FailureKind Kind, string Why) : StepResult;

    /// <summary>The weights are not what we last set.</summary>
    public sealed record Moved(string Why, Shares Expected, Shares Found) : StepResult;
}
