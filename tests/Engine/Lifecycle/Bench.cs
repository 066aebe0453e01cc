using System.Collections.Immutable;
using System.Text.Json;
using Infra.Rpc;
using Infra.Sandbox.Engine;
using Infra.Sandbox.Engine.Analyzers;
using Infra.Sandbox.Engine.Config;
using Infra.Sandbox.Engine.Deployment;
using Infra.Sandbox.Engine.Events;
using Infra.Sandbox.Engine.Providers;
using Infra.Sandbox.Engine.Secrets;
using Infra.Sandbox.Engine.State;
using Infra.Sandbox.Engine.Values;
using Pulumirpc;

namespace Infra.Tests.Engine.Lifecycle;

/// <summary>What is examined: how the engine asks, and what it keeps. Tests put wrong ones in and expect to be told.</summary>
sealed record Maker
{
    public Func<IProvider, bool, IProvider> Provider { get; init; } = (provider, _) => provider;
    public Func<Snapshot, Snapshot> Save { get; init; } = after => after;
    public Func<JsonDocument, bool> Logs { get; init; } = _ => true;
}

/// <summary>How an operation ended.</summary>
/// <param name="Steps">In the order in which they were begun.</param>
/// <param name="Prefixes">The state after each line of the step log.</param>
sealed record Ended(bool IsWell, ImmutableArray<Step> Steps, ImmutableArray<string> Errors, ImmutableSortedDictionary<string, int> Changes, Snapshot Snapshot, ImmutableArray<Snapshot> Prefixes)
{
    /// <summary>The trouble that was set has come.</summary>
    public bool IsStruck { get; init; }

    /// <summary>What was done to each resource, in order; what stays as it is too.</summary>
    public string Ops => string.Join("; ", Steps.GroupBy(step => step.Urn).OrderBy(steps => steps.Key, StringComparer.Ordinal).Select(steps => $"{Short(steps.Key)}: {string.Join(", ", steps.Select(step => step.Op.Word))}"));

    /// <summary>What was done, one after the other, as <c>name op</c>; not to the stack itself and providers of the engine's own, and not that something stays as it is.</summary>
    public IEnumerable<string> Done => Steps.Where(step => step is { Op: not Op.Same, IsInternal: false, Subject.IsRoot: false }).Select(step => $"{Urn.Name(step.Urn)} {step.Op.Word}");

    /// <summary>By name, as <see cref="CommandEnd.AllOps"/> says it.</summary>
    public IReadOnlyDictionary<string, string> AllOps => Steps.Where(step => step is { Subject: { IsRoot: false, IsProvider: false } })
        .GroupBy(step => Urn.Name(step.Urn)).ToDictionary(steps => steps.Key, steps => string.Join(", ", steps.Select(step => step.Op.Word)));

    static string Short(string urn) => urn.Split("::", 3)[^1];
}

/// <summary>The engine's own course on a state in memory, with a program and a land of the test's own: no process, no socket, no disk but for the step log.</summary>
sealed class Bench(Maker maker)
{
    const string Stack = "dev";

    static readonly string folder = Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();

    // Its key is derived once for all: a passphrase's is made to take long.
    public static StackSecrets Secrets { get; } = new(() => "password", "v1:fozI5u6B030=:v1:F+6ZduKKd8G0/V7L:PGMFeIzwobWRKmEAzUdaQHqC5mMRIQ==");

    static readonly StackConfig config = new(ImmutableSortedDictionary<string, string>.Empty, [], []);

    public Snapshot Snapshot { get; set; } = new() { Time = DateTimeOffset.UnixEpoch, Version = StackStore.EngineVersion };
    public Land Land { get; set; } = new();

    public Bench Copy() => new(maker) { Snapshot = Snapshot, Land = Land.Copy() };

    /// <summary>On copies: nothing changes.</summary>
    public Task<Ended> PreviewAsync(OperationRequest request, ImmutableArray<Declared> program) => RunAsync(request with { IsPreview = true }, program);

    public async Task<Ended> RunAsync(OperationRequest request, ImmutableArray<Declared> program)
    {
        var path = Path.Combine(folder, $"infra-{Guid.NewGuid():N}.steps");
        using var log = request.IsPreview ? null : new StepLog(path, "", Secrets);
        try
        {
            var state = new LiveState(Snapshot, log);
            byte[]? atDeath = null;
            Land.OnKill = () => atDeath = File.ReadAllBytes(path);
            var (steps, errors) = (ImmutableArray.CreateBuilder<Step>(), ImmutableArray.CreateBuilder<string>());
            var events = new EventLog(TimeProvider.System, request.IsPreview, happened =>
            {
                if (happened is { Kind: "resourcePreEvent", Step: { } step }) steps.Add(step);
                if (happened.Severity == "error") errors.Add(happened.Text);
            });
            using var run = new Run(Stack, Scenario.Project, request, config, state, events, TimeProvider.System, CancellationToken.None);
            try
            {
                await WorkAsync(run, request, program);
            }
            catch (KilledException)
            {
                run.Fail();
            }
            catch (EngineException e)
            {
                run.Fail(run.RootUrn, e.Message);
            }
            var prefixes = request.IsPreview ? [] : Prefixes(atDeath ?? File.ReadAllBytes(path));
            var after = maker.Save(atDeath is null ? state.Now(Snapshot.Time, Snapshot.Version) : prefixes[^1]);
            if (!request.IsPreview) Snapshot = after;
            return new Ended(!run.HasFailed, steps.ToImmutable(), errors.ToImmutable(), run.Changes, after, prefixes) { IsStruck = Land.IsStruck };
        }
        finally
        {
            if (!request.IsPreview) Land = Land.Copy();
            File.Delete(path);
        }
    }

    async Task WorkAsync(Run run, OperationRequest request, ImmutableArray<Declared> program)
    {
        var land = maker.Provider(Land, request.IsPreview);
        using var course = new Course(run, request, new ProviderRegistry((_, _) => land), new Policing(run, []));
        if (!await course.BeginAsync()) return;
        var hasProgramFailed = false;
        try
        {
            await RegisterAsync(run, course.Monitor, program);
        }
        catch (RpcException)
        {
            run.Fail();
            hasProgramFailed = true;
        }
        await course.CloseAsync();
        await course.FinishAsync(hasProgramFailed, CancellationToken.None);
    }

    static async Task RegisterAsync(Run run, MonitorService monitor, ImmutableArray<Declared> program)
    {
        var root = await monitor.RegisterAsync(new() { Type = Urn.RootType, Name = $"{run.Project}-{run.Stack}" }, CancellationToken.None);
        var known = new Dictionary<string, Registration>();
        foreach (var declared in program)
        {
            var answer = await monitor.RegisterAsync(declared.Request(root.Urn, known), CancellationToken.None);
            known[declared.Name] = new(answer.Urn, answer.Id);
        }
        await monitor.RegisterOutputsAsync(new RegisterResourceOutputsRequest { Urn = root.Urn });
    }

    ImmutableArray<Snapshot> Prefixes(byte[] log)
    {
        var state = new LiveState(Snapshot, log: null);
        var prefixes = ImmutableArray.Create(Snapshot);
        foreach (var line in StepLogReader.Steps(log, "the log", "").Where(maker.Logs))
        {
            StepLogReader.Apply(state, line.RootElement, Secrets.Codec);
            prefixes = prefixes.Add(state.Now(Snapshot.Time, Snapshot.Version));
        }
        return prefixes;
    }
}
