namespace Infra.Sandbox.World.Keeping;

/// <summary>A line to the keeper: start a task, or, without <see cref="Start"/>, send it a signal.</summary>
internal sealed record KeeperOrder
{
    public required string Id { get; init; }
    public TaskStart? Start { get; init; }
    public int Signal { get; init; }
}
