using System.Diagnostics;
using Infra.Orchestrator.Rollouts;

namespace Infra.Cli;

/// <summary>How an outcome is told to people, named in JSON, and answered to the shell.</summary>
internal static class OutcomeWords
{
    internal static string Line(Outcome outcome) => $"{Title(outcome)}: {outcome.Reason}";

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

    internal static string Of(Outcome outcome) => outcome switch
    {
        Outcome.Promoted => "promoted",
        Outcome.RolledBack => "rolledBack",
        Outcome.Refused => "refused",
        Outcome.Aborted => "aborted",
        Outcome.Failed => "failed",
        Outcome.Stopped => "stopped",
        _ => throw new UnreachableException(outcome.GetType().Name),
    };

    internal static ExitCode Code(Outcome outcome) => outcome switch
    {
        Outcome.Promoted => ExitCode.Success,
        Outcome.RolledBack => ExitCode.RolledBack,
        Outcome.Refused => ExitCode.Refused,
        Outcome.Aborted => ExitCode.Aborted,
        Outcome.Failed => ExitCode.Error,
        Outcome.Stopped => ExitCode.Waiting,
        _ => throw new UnreachableException(outcome.GetType().Name),
    };
}
