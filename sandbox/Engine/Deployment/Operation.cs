using System.Collections.Immutable;
using Infra.Rpc;
using Infra.Sandbox.Engine.Analyzers;
using Infra.Sandbox.Engine.Events;
using Infra.Sandbox.Engine.Programs;
using Infra.Sandbox.Engine.Providers;
using Infra.Sandbox.Engine.Providers.Aws;
using Infra.Sandbox.Engine.Providers.Kubernetes;
using Infra.Sandbox.Engine.State;
using Pulumirpc;

namespace Infra.Sandbox.Engine.Deployment;

/// <summary>One preview, update, refresh or destroy from its first to its last event. The order of things stands here.</summary>
internal sealed class Operation(OperationRequest request, OpenStack stack, OperationHost host, EventLog events)
{
    /// <exception cref="EngineException">Nothing was begun: a lock, a pack or the state is in the way.</exception>
    public async Task<OperationOutcome> RunAsync(CancellationToken ct)
    {
        var (time, saves) = (host.Options.Time, !request.IsPreview);
        var started = time.GetUtcNow();
        stack.Store.Claim(stack.Snapshot, request.Adopt, saves);
        // Packs first: one that doesn't come up must stop everything before anything moves.
        await using var lease = await host.PacksAsync(request, stack, ct);
        using var log = saves ? stack.Store.Begin(stack.Snapshot, stack.Secrets) : null;
        var state = new LiveState(stack.Snapshot, log);
        using var run = new Run(stack.Name, stack.Project, request, stack.Config, state, events, time, ct);
        var policing = new Policing(run, lease.Packs);
        events.Secrets.Learn(stack.Config.Secrets);
        foreach (var resource in stack.Snapshot.Resources)
        {
            events.Secrets.Learn(resource.Inputs);
            events.Secrets.Learn(resource.Outputs);
        }
        events.Prelude(stack.Config.Shown);
        Warn(stack.Snapshot.PendingOperations);
        try
        {
            await WorkAsync(run, policing, ct);
        }
        catch (EngineException e)
        {
            run.Fail(run.RootUrn, e.Message);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            run.Fail();
        }
        if (request.ExpectNoChanges && run.HasChanges && !run.HasFailed) run.Fail(run.RootUrn, "no changes were expected but changes were proposed");
        var result = ct.IsCancellationRequested ? "canceled" : run.HasFailed ? "failed" : "succeeded";
        if (result != "succeeded") events.Diagnostic("error", $"{Word} {(result == "canceled" ? "canceled" : "failed")}", run.RootUrn);
        var ended = time.GetUtcNow();
        var summary = new RunSummary(result, ended - started, run.Changes, policing.Versions);
        if (saves) Save(log!, state, started, ended, summary);
        events.Summary(summary);
        events.Cancel();
        return new OperationOutcome(summary, request.ExpectNoChanges && run.HasChanges, state.Now(ended, StackStore.EngineVersion).Root?.Outputs);
    }

    string Word => request.IsPreview ? "preview" : request.Kind switch
    {
        OperationKind.Update => "update",
        OperationKind.Refresh => "refresh",
        OperationKind.Destroy => "destroy",
    };

    async Task WorkAsync(Run run, Policing policing, CancellationToken ct)
    {
        var steps = new StepRunner(run);
        var aws = new AwsHost(Definitions.Package.Aws, host.Options, host.Cloud, host.World, run.FindOutputs);
        var kubernetes = new KubernetesHost(host.Cloud, host.Options.Time);
        var providers = new ProviderRegistry(request.AllowsUnknownTypes, aws, kubernetes, new BuiltinProvider(name => host.Read(stack, name), urn => run.Find(urn) ?? run.Before(urn)));
        var (olds, leftovers) = (new OldResources(run), new Leftovers(run, providers));
        if (request.Kind != OperationKind.Update) CheckSelection(run);
        if (run.MustStop) return;
        if (request.RefreshFirst || request.Kind == OperationKind.Refresh)
            await new Refresher(run, providers, steps, leftovers).RefreshAsync(count: request.Kind == OperationKind.Refresh);
        if (run.MustStop || request.Kind == OperationKind.Refresh) return;
        var pruner = new Pruner(run, providers, steps);
        if (request.Kind == OperationKind.Destroy)
        {
            if (!request.IsPreview) await leftovers.ClearAsync();
            await pruner.PruneAsync(olds.Left, all: true);
            if (!request.IsPreview && !run.HasFailed) leftovers.Forget();
            return;
        }
        var replacer = new Replacer(run, providers, steps, olds);
        var registrar = new Registrar(run, providers, policing, replacer, steps, olds);
        var (end, activity) = (new ProgramEnd(), new Activity());
        var services = new GrpcServices();
        using var transforms = new Transforms();
        new MonitorService(run, providers, registrar, new DefaultProviders(run, registrar), new ResourceReader(run, providers, registrar, steps, olds), transforms, end, activity).AddTo(services);
        new EngineService(run).AddTo(services);
        await using var server = await GrpcServer.StartAsync(services, ct);
        var program = request.Program!.RunAsync(new ProgramCall
        {
            Project = run.Project,
            Stack = run.Stack,
            Config = run.Config,
            IsPreview = run.IsPreview,
            Parallel = run.Parallel,
            Engine = server.Address,
            OnLine = (severity, line) => events.Diagnostic(severity, line, run.RootUrn),
        }, ct);
        var hasProgramFailed = false;
        try
        {
            await Task.WhenAny(program, end.Signalled);
            hasProgramFailed = program.IsCompleted && HasFailed(run, await program);
        }
        finally
        {
            // What is under way when a program ends early is finished and recorded.
            await activity.CloseAsync();
        }
        CheckSelection(run);
        // A program that failed has not said all it wants, so what it left out may not go.
        if (!run.HasFailed && !run.IsPreview) await leftovers.ClearAsync();
        if (!run.HasFailed || run.IsPreview || (run.ContinuesOnError && !hasProgramFailed)) await pruner.PruneAsync(olds.Left, all: false);
        if (!run.HasFailed && !run.IsPreview) leftovers.Forget();
        if (!run.MustStop) await policing.JudgeStackAsync(ct);
        end.Release();
        if (end.Signalled.IsCompleted) HasFailed(run, await program);
    }

    static bool HasFailed(Run run, string? error)
    {
        if (error is null) return false;
        run.Fail();
        if (error.Length > 0) run.Events.Diagnostic("error", $"an unhandled error occurred: {error}", run.RootUrn);
        return true;
    }

    /// <summary>Says which of the chosen resources there are not.</summary>
    static void CheckSelection(Run run)
    {
        foreach (var missing in run.Selection.Missing(run.State.Start.Resources.Concat(run.Registered).Select(resource => resource.Urn)))
            run.Fail(run.RootUrn, $"the resource '{missing}' was chosen, but is neither in the stack nor in the program; `pulumi stack export` lists the URNs of the stack");
    }

    void Warn(ImmutableArray<PendingOperation> pending)
    {
        if (pending.Length == 0) return;
        events.Diagnostic("warning", $"Attempting to deploy or update resources with {pending.Length} pending operations from previous deployment.\n"
            + string.Concat(pending.Select(one => $"  * {one.Resource.Urn}, interrupted while {one.Type}\n"))
            + "An update goes on with them or removes what they left.");
    }

    void Save(StepLog log, LiveState state, DateTimeOffset started, DateTimeOffset ended, RunSummary summary)
    {
        var snapshot = state.Now(ended, StackStore.EngineVersion);
        stack.Store.Save(snapshot, stack.Secrets);
        log.Dispose();
        History.Append(stack.Store.Files, new HistoryEntry
        {
            Kind = Word,
            Start = started,
            End = ended,
            Message = request.Message,
            Environment = request.Environment,
            Config = stack.StoredConfig,
            Result = summary.Result == "succeeded" ? "succeeded" : "failed",
            Changes = summary.Changes,
        });
        if (Integrity.Problems(snapshot) is [var first, ..] problems) throw new EngineException($"The saved state is broken in {problems.Length} place(s): {first}. This is a bug of the engine.");
    }
}
