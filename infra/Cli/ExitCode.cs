namespace Infra.Cli;

/// <summary>What a pipeline may branch on; stable. 0 to 9 are Pulumi's own, for Pulumi's outcomes; ours begin at 10.</summary>
internal enum ExitCode
{
    Success = 0,

    /// <summary>Something broke; the log in .infra/logs says more.</summary>
    Error = 1,

    /// <summary>A mandatory policy forbids it; nothing was changed.</summary>
    PolicyViolation = 5,

    /// <summary>The stack does not exist yet.</summary>
    StackNotFound = 6,

    /// <summary>Stopped by a signal.</summary>
    Cancelled = 8,

    /// <summary>The release was found bad and traffic was returned.</summary>
    RolledBack = 10,

    /// <summary>Nothing was moved: what was asked for is not possible as things are.</summary>
    Refused = 11,

    /// <summary>The rollout stands where it is and waits for resume, rollback or abort.</summary>
    Waiting = 12,

    /// <summary>Somebody else moves this service right now.</summary>
    LeaseHeld = 13,

    /// <summary>An argument or infra.yaml is wrong; every problem was printed.</summary>
    BadInput = 14,

    /// <summary>A person stopped the rollout.</summary>
    Aborted = 15,

    /// <summary>An answer from a person was needed, and there is no terminal.</summary>
    NoTerminal = 16,

    /// <summary>SDK and engine do not belong together.</summary>
    EngineMismatch = 17,

    /// <summary>The demo did not show what it promises.</summary>
    PromiseBroken = 18,

    /// <summary>A rollout has no end and nobody moves it: its holder is gone, and resume goes on.</summary>
    HolderGone = 19,

    /// <summary>Doctor found what keeps infra from working.</summary>
    Unfit = 20,

    /// <summary>Something is not what the stacks made of it.</summary>
    Drifted = 21,

    /// <summary>Stages differ in what infra.yaml doesn't let differ.</summary>
    Undeclared = 22,
}
