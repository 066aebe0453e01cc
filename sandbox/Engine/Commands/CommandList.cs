using System.Collections.Immutable;
using Infra.Sandbox.Engine.Commands.Configuration;
using Infra.Sandbox.Engine.Commands.Imports;
using Infra.Sandbox.Engine.Commands.Machine;
using Infra.Sandbox.Engine.Commands.Policies;
using Infra.Sandbox.Engine.Commands.Projects;
using Infra.Sandbox.Engine.Commands.Sessions;
using Infra.Sandbox.Engine.Commands.Stacks;
using Infra.Sandbox.Engine.Commands.States;
using Infra.Sandbox.Engine.Deployment;

namespace Infra.Sandbox.Engine.Commands;

/// <summary>Every command.</summary>
internal static class CommandList
{
    public static ImmutableArray<ICommand> All(Workspace workspace) =>
    [
        new New(workspace),
        new OperationCommand(workspace, "up", OperationKind.Update, isPreview: false),
        new OperationCommand(workspace, "preview", OperationKind.Update, isPreview: true),
        new OperationCommand(workspace, "refresh", OperationKind.Refresh, isPreview: false),
        new OperationCommand(workspace, "destroy", OperationKind.Destroy, isPreview: false),
        new ImportCommand(workspace),
        new Cancel(workspace),
        new StackShow(workspace),
        new StackInit(workspace),
        new StackSelect(workspace),
        new StackUnselect(workspace),
        new StackRemove(workspace),
        new StackRename(workspace),
        new StackList(workspace),
        new StackOutput(workspace),
        new StackExport(workspace),
        new StackImport(workspace),
        new StackHistory(workspace),
        new StackGraph(workspace),
        .. StackTag.All(workspace),
        new StackChangeSecretsProvider(workspace),
        new ConfigList(workspace),
        new ConfigGet(workspace),
        new ConfigSet(workspace),
        new ConfigSetAll(workspace),
        .. ConfigRemove.All(workspace),
        new ConfigCopy(workspace),
        new ConfigRefresh(workspace),
        new StateDelete(workspace),
        .. StateProtect.All(workspace),
        new StateRename(workspace),
        new PolicyList(workspace),
        new Login(workspace),
        new Logout(workspace),
        new WhoAmI(workspace),
        new Machine.Version(),
        new About(workspace),
        .. Plugins.All,
        .. Absent.All,
    ];
}
