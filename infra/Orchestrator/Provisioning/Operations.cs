using Pulumi.Automation;

namespace Infra.Orchestrator.Provisioning;

/// <summary>Operations as the engine's own JSON writes them.</summary>
internal static class Operations
{
    public static string Word(OperationType operation) => operation switch
    {
        OperationType.Unknown => "unknown",
        OperationType.Same => "same",
        OperationType.Create => "create",
        OperationType.Update => "update",
        OperationType.Delete => "delete",
        OperationType.Replace => "replace",
        OperationType.CreateReplacement => "create-replacement",
        OperationType.DeleteReplaced => "delete-replaced",
        OperationType.Read => "read",
        OperationType.ReadReplacement => "read-replacement",
        OperationType.Refresh => "refresh",
        OperationType.ReadDiscard => "discard",
        OperationType.DiscardReplaced => "discard-replaced",
        OperationType.RemovePendingReplace => "remove-pending-replace",
        OperationType.Import => "import",
        OperationType.ImportReplacement => "import-replacement",
    };
}
