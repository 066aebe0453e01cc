using System.Diagnostics;
using Infra.Orchestrator.Rollouts;

namespace Infra.Cli.Views;

/// <summary>How people read the closed families.</summary>
internal static class Words
{
    internal static string Of(Verdict verdict) => verdict switch
    {
        Verdict.Good => "good",
        Verdict.Bad => "bad",
        Verdict.NotEnough => "not enough yet",
        _ => throw new UnreachableException(verdict.GetType().Name),
    };

    internal static string Title(Outcome outcome) => outcome switch
    {
        Outcome.Promoted => "Promoted",
        Outcome.RolledBack => "Rolled back",
        Outcome.Refused => "Refused",
        Outcome.Aborted => "Aborted",
        Outcome.Failed => "Failed",
        Outcome.Stopped => "Waiting",
        _ => throw new UnreachableException(outcome.GetType().Name),
    };
}
