using Infra.Sandbox.Engine.State;

namespace Infra.Sandbox.Engine.Deployment;

/// <summary>What processes left behind that were killed in the middle of a creation, where this run did not go on with it.</summary>
internal sealed class Leftovers(Run run, ProviderRegistry providers)
{
    /// <summary>Before anything is deleted that they may stand on.</summary>
    public async Task ClearAsync()
    {
        var known = run.Registered.Concat(run.State.Start.Resources).ToList();
        // Two types may have one id: in a cluster a Service and its Deployment mostly do.
        var ids = run.State.News.Concat(run.State.Olds.Select(old => old.Resource)).ToLookup(resource => resource.Type, resource => resource.Id);
        foreach (var left in run.State.Start.PendingOperations.Where(pending => pending.Type == "creating").Select(pending => pending.Resource).Where(resource => resource is { Custom: true, IsProvider: false }))
            await providers.Find(left.Provider, known).AbandonAsync(States.Subject(left), ids[left.Type], run.Cancelled);
    }

    /// <summary>Once everything is as the program wants it, nothing that was interrupted is open any more.</summary>
    public void Forget()
    {
        if (run.State.Start.PendingOperations.Length > 0) run.State.ForgetPending();
    }
}
