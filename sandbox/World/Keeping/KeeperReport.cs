namespace Infra.Sandbox.World.Keeping;

/// <summary>A line from the keeper.</summary>
internal sealed record KeeperReport
{
    public required KeeperNews News { get; init; }
    public string Id { get; init; } = "";
    public int ProcessId { get; init; }
    public int ExitCode { get; init; }
    public string Error { get; init; } = "";
}

internal enum KeeperNews
{
    Ready,
    Started,
    NotStarted,
    Exited,
}
