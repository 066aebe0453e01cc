namespace Infra.Orchestrator.Provisioning;

/// <summary>How far one operation on one resource is.</summary>
public enum Progress
{
    Started,
    Done,
    Failed,
}
