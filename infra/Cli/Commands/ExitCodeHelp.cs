using System.Globalization;
using System.Text;

namespace Infra.Cli.Commands;

/// <summary>The exit codes as <c>infra --help</c> prints them.</summary>
internal static class ExitCodeHelp
{
    internal static string Text()
    {
        var text = new StringBuilder("Exit codes:");
        foreach (ExitCode code in Enum.GetValuesAsUnderlyingType<ExitCode>())
            text.Append("\n  ").Append(((int)code).ToString(CultureInfo.InvariantCulture).PadRight(3)).Append(' ').Append(Says(code));
        return text.ToString();
    }

    private static string Says(ExitCode code) => code switch
    {
        ExitCode.Success => "done",
        ExitCode.Error => "something broke; the log in .infra/logs says more",
        ExitCode.PolicyViolation => "a mandatory policy forbids it; nothing was changed",
        ExitCode.StackNotFound => "the stack does not exist yet",
        ExitCode.Cancelled => "stopped by a signal",
        ExitCode.RolledBack => "the release was found bad and traffic was returned",
        ExitCode.Refused => "nothing was moved: not possible as things are",
        ExitCode.Waiting => "the rollout stands and waits for resume, rollback or abort",
        ExitCode.LeaseHeld => "somebody else moves this right now",
        ExitCode.BadInput => "an argument or infra.yaml is wrong; every problem was printed",
        ExitCode.Aborted => "a person stopped the rollout",
        ExitCode.NoTerminal => "an answer was needed and there is no terminal",
        ExitCode.EngineMismatch => "SDK and engine do not belong together",
        ExitCode.PromiseBroken => "the demo did not show what it promises",
        ExitCode.HolderGone => "status: a rollout is open and its holder is gone; `infra resume` goes on",
        ExitCode.Drifted => "drift: something is not what the stacks made of it",
        ExitCode.Undeclared => "stage diff: a difference that infra.yaml doesn't declare",
        ExitCode.Unfit => "doctor: something keeps infra from working; each problem says how to mend it",
    };
}
