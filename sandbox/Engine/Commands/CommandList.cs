using System.Collections.Immutable;
using Infra.Sandbox.Engine.Deployment;

namespace Infra.Sandbox.Engine.Commands;

/// <summary>Every command; a longer name stands before a shorter one it begins with.</summary>
internal static class CommandList
{
    public static ImmutableArray<ICommand> All(Workspace workspace) =>
    [
        new OperationCommand(workspace, "up", OperationKind.Update, isPreview: false),
        new OperationCommand(workspace, "update", OperationKind.Update, isPreview: false),
        new OperationCommand(workspace, "preview", OperationKind.Update, isPreview: true),
        new OperationCommand(workspace, "refresh", OperationKind.Refresh, isPreview: false),
        new OperationCommand(workspace, "destroy", OperationKind.Destroy, isPreview: false),
        new StackInit(workspace),
        new StackSelect(workspace),
        new StackRemove(workspace),
        new StackList(workspace),
        new StackOutput(workspace),
        new StackExport(workspace),
        new StackImport(workspace),
        new StackHistory(workspace),
        new StackTag(workspace),
        new ConfigSet(workspace),
        new ConfigSetAll(workspace),
        new ConfigGet(workspace),
        new ConfigRemoveAll(workspace),
        new ConfigRemove(workspace),
        new ConfigRefresh(),
        new ConfigList(workspace),
        new Cancel(workspace),
        new WhoAmI(workspace),
        new Version(),
        new PluginList(),
        new PluginInstall(),
        new Install(),
    ];
}
