namespace Infra.Sandbox.World.Keeping;

/// <param name="Exit">The exit code; null when the keeper died and the task was killed after it.</param>
internal sealed record RunningTask(int ProcessId, Task<int?> Exit);
