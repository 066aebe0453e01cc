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

/// <summary>One preview, update, refresh, destroy or import from its first to its last event: around its <see cref="Course"/> stand the lock, the packs, the program's process and what is saved.</summary>
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
        OperationKind.Import => "import",
    };

    async Task WorkAsync(Run run, Policing policing, CancellationToken ct)
    {
        var aws = new AwsHost(Definitions.Package.Aws, host.Options, host.Cloud, host.World, run.FindOutputs);
        var kubernetes = new KubernetesHost(host.Cloud, host.Options.Time, host.World, run.FindOutputs);
        var builtin = new BuiltinProvider(name => host.Read(stack, name), urn => run.Find(urn) ?? run.Before(urn));
        var packages = new Packages(request.AllowsUnknownTypes, aws, kubernetes, builtin);
        using var course = new Course(run, request, new ProviderRegistry(packages.Create), policing);
        if (!await course.BeginAsync()) return;
        var services = new GrpcServices();
        course.Monitor.AddTo(services);
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
            await Task.WhenAny(program, course.End.Signalled);
            hasProgramFailed = program.IsCompleted && HasFailed(run, await program);
        }
        finally
        {
            await course.CloseAsync();
        }
        await course.FinishAsync(hasProgramFailed, ct);
        course.End.Release();
        if (course.End.Signalled.IsCompleted) HasFailed(run, await program);
    }

    static bool HasFailed(Run run, string? error)
    {
        if (error is null) return false;
        run.Fail();
        if (error.Length > 0) run.Events.Diagnostic("error", $"an unhandled error occurred: {error}", run.RootUrn);
        return true;
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
        Saying($"What the {Word} did stands in {stack.Store.Files.Steps}, where the next command finds it", () => stack.Store.Save(snapshot, stack.Secrets));
        log.Dispose();
        var entry = new HistoryEntry
        {
            Kind = Word,
            Start = started,
            End = ended,
            Message = request.Message,
            Environment = request.Environment,
            Config = stack.StoredConfig,
            Result = summary.Result == "succeeded" ? "succeeded" : "failed",
            Changes = summary.Changes,
        };
        Saying($"The {Word} has ended and its state is saved; only its entry in the history is missing", () => History.Append(stack.Store.Files, entry));
        if (Integrity.Problems(snapshot) is [var first, ..] problems) throw new EngineException($"The saved state is broken in {problems.Length} place(s): {first}. This is a bug of the engine.");
    }

    /// <param name="whereItStands">What is not lost when this is refused.</param>
    static void Saying(string whereItStands, Action save)
    {
        try
        {
            save();
        }
        catch (UnheardException e)
        {
            throw new EngineException($"{whereItStands}: {e.Message}", inner: e);
        }
    }
}
