namespace Infra.Orchestrator.Provisioning;

public enum StackResult
{
    Succeeded,

    /// <summary>A mandatory policy forbids it; nothing was changed.</summary>
    Violated,

    /// <summary>Somebody else updates this stack right now.</summary>
    Busy,

    Failed,
}
