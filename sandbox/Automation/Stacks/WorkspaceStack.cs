using System.Collections.Immutable;
using Pulumi.Automation.Commands.Exceptions;

namespace Pulumi.Automation;

public sealed partial class WorkspaceStack : IDisposable
{
    WorkspaceStack(string name, Workspace workspace)
    {
        (Name, Workspace) = (name, workspace);
        State = new WorkspaceStackState(this);
    }

    public string Name { get; }

    public Workspace Workspace { get; }

    public WorkspaceStackState State { get; }

    public static async Task<WorkspaceStack> CreateAsync(string name, Workspace workspace, CancellationToken cancellationToken = default)
    {
        await workspace.CreateStackAsync(name, cancellationToken);
        return new(name, workspace);
    }

    public static async Task<WorkspaceStack> SelectAsync(string name, Workspace workspace, CancellationToken cancellationToken = default)
    {
        await workspace.SelectStackAsync(name, cancellationToken);
        return new(name, workspace);
    }

    public static async Task<WorkspaceStack> CreateOrSelectAsync(string name, Workspace workspace, CancellationToken cancellationToken = default)
    {
        try
        {
            return await SelectAsync(name, workspace, cancellationToken);
        }
        catch (StackNotFoundException)
        {
            return await CreateAsync(name, workspace, cancellationToken);
        }
    }

    public Task<ImmutableDictionary<string, OutputValue>> GetOutputsAsync(CancellationToken cancellationToken = default) =>
        Workspace.GetStackOutputsAsync(Name, cancellationToken);

    public Task<StackDeployment> ExportStackAsync(CancellationToken cancellationToken = default) => Workspace.ExportStackAsync(Name, cancellationToken);

    public Task ImportStackAsync(StackDeployment state, CancellationToken cancellationToken = default) => Workspace.ImportStackAsync(Name, state, cancellationToken);

    public Task ChangeSecretsProviderAsync(
        string newSecretsProvider, SecretsProviderOptions? secretsProviderOptions = null, CancellationToken cancellationToken = default) =>
        Workspace.ChangeSecretsProviderAsync(Name, newSecretsProvider, secretsProviderOptions, cancellationToken);

    public Task CancelAsync(CancellationToken cancellationToken = default) => Workspace.RunAsync(["cancel", "--yes", "--stack", Name], cancellationToken);

    public void Dispose() => Workspace.Dispose();
}
