using Infra.Sandbox.Engine.Analyzers;

namespace Infra.Sandbox.Engine.Deployment;

/// <summary>The order of things in one operation, wherever its program and its providers come from: look, let the program register, delete what it no longer wants.</summary>
internal sealed class Course : IDisposable
{
    readonly Run run;
    readonly OperationRequest request;
    readonly ProviderRegistry providers;
    readonly Policing policing;
    readonly StepRunner steps;
    readonly OldResources olds;
    readonly Leftovers leftovers;
    readonly Pruner pruner;
    readonly Adoption adoption;
    readonly Activity activity = new();
    readonly Transforms transforms = new();

    public Course(Run run, OperationRequest request, ProviderRegistry providers, Policing policing)
    {
        (this.run, this.request, this.providers, this.policing) = (run, request, providers, policing);
        (steps, olds, leftovers) = (new StepRunner(run), new OldResources(run), new Leftovers(run, providers));
        pruner = new Pruner(run, providers, steps);
        var registrar = new Registrar(run, providers, policing, new Replacer(run, providers, steps, olds), steps, olds);
        var defaults = new DefaultProviders(run, registrar);
        adoption = new Adoption(run, providers, registrar, defaults, steps);
        Monitor = new MonitorService(run, providers, registrar, defaults, new ResourceReader(run, providers, registrar, steps, olds), transforms, End, activity);
    }

    public MonitorService Monitor { get; }
    public ProgramEnd End { get; } = new();

    /// <summary>What needs no program; false when that was all, or nothing more may be done.</summary>
    public async Task<bool> BeginAsync()
    {
        if (request.Kind != OperationKind.Update) CheckSelection();
        if (run.MustStop) return false;
        if (request.Kind == OperationKind.Import)
        {
            await adoption.AdoptAsync(request.Imports);
            return false;
        }
        if (request.RefreshFirst || request.Kind == OperationKind.Refresh)
            await new Refresher(run, providers, steps, leftovers).RefreshAsync(count: request.Kind == OperationKind.Refresh);
        if (run.MustStop || request.Kind == OperationKind.Refresh) return false;
        if (request.Kind == OperationKind.Update) return true;
        if (!request.IsPreview) await leftovers.ClearAsync();
        await pruner.PruneAsync(olds.Left, all: true);
        if (!request.IsPreview && !run.HasFailed) leftovers.Forget();
        return false;
    }

    /// <summary>What is under way when a program ends early is finished and recorded.</summary>
    public Task CloseAsync() => activity.CloseAsync();

    /// <summary>After the program's last word.</summary>
    public async Task FinishAsync(bool hasProgramFailed, CancellationToken ct)
    {
        CheckSelection();
        // A program that failed has not said all it wants, so what it left out may not go.
        if (!run.HasFailed && !run.IsPreview) await leftovers.ClearAsync();
        if (!run.HasFailed || run.IsPreview || (run.ContinuesOnError && !hasProgramFailed)) await pruner.PruneAsync(olds.Left, all: false);
        if (!run.HasFailed && !run.IsPreview) leftovers.Forget();
        if (!run.MustStop) await policing.JudgeStackAsync(ct);
    }

    public void Dispose() => transforms.Dispose();

    /// <summary>Says which of the chosen resources there are not.</summary>
    void CheckSelection()
    {
        foreach (var missing in run.Selection.Missing(run.State.Start.Resources.Concat(run.Registered).Select(resource => resource.Urn)))
            run.Fail(run.RootUrn, $"the resource '{missing}' was chosen, but is neither in the stack nor in the program; `pulumi stack export` lists the URNs of the stack");
    }
}
