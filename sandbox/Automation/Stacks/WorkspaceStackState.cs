namespace Pulumi.Automation;

public sealed class WorkspaceStackState
{
    readonly WorkspaceStack stack;

    internal WorkspaceStackState(WorkspaceStack stack) => this.stack = stack;

    public Task DeleteAsync(string urn, bool force = false, CancellationToken cancellationToken = default) =>
        stack.RunAsync(force ? ["state", "delete", urn, "--force"] : ["state", "delete", urn], cancellationToken);

    public Task UnprotectAsync(string urn, CancellationToken cancellationToken = default) =>
        stack.RunAsync(["state", "unprotect", urn], cancellationToken);

    public Task UnprotectAllAsync(CancellationToken cancellationToken = default) =>
        stack.RunAsync(["state", "unprotect", "--all"], cancellationToken);
}
