using System.Collections.Immutable;
using Infra.Sandbox.Engine.Deployment;

namespace Infra.Tests.Engine.Lifecycle;

/// <summary>Leads one life from its first preview to its end, and holds it to every promise.</summary>
/// <param name="only">The one promise to hold it to; null for all.</param>
sealed class Lived(Maker maker, Action<Ended> seen, string? only = null)
{
    static readonly OperationRequest update = new() { Kind = OperationKind.Update, Parallel = 4 }, refresh = update with { Kind = OperationKind.Refresh }, destroy = update with { Kind = OperationKind.Destroy };

    // Let go in good order: a state need not have them any more.
    readonly HashSet<string> excused = [];

    public async Task LeadAsync(Life life)
    {
        var bench = new Bench(maker);
        await ForetoldAsync(bench, update, life.First, Promises.Foretold);
        await StillAsync(bench, life.First);
        var before = bench.Copy();
        var isDone = (await ForetoldAsync(bench, update, life.Then, Promises.Foretold)).IsWell;
        if (isDone) await StillAsync(bench, life.Then);
        await TroubledAsync(new Bench(maker), life.Trouble, life.First, isDoable: true, update);
        await TroubledAsync(before, life.Trouble, life.Then, isDone, update);
        if (isDone) await LostAsync(bench.Copy(), life);
        if (life.Trouble.Call == Call.Delete) await TroubledAsync(bench.Copy(), life.Trouble, life.Then, isDone, destroy);
        await DestroyedAsync(bench, isDone ? life.Then : []);
    }

    async Task<Ended> ForetoldAsync(Bench bench, OperationRequest request, ImmutableArray<Declared> program, string promise)
    {
        var things = bench.Land.Things;
        var preview = await bench.PreviewAsync(request, program);
        Hold(promise, ReferenceEquals(things, bench.Land.Things) ? null : "the preview changed what there is");
        var end = await RunAsync(bench, request, program);
        Hold(promise, Promises.Agree(preview, end));
        Hold(Promises.Ordered, Promises.InOrder(preview));
        Hold(Promises.True, Promises.IsTrue(bench.Snapshot, bench.Land, excused));
        return end;
    }

    async Task<Ended> RunAsync(Bench bench, OperationRequest request, ImmutableArray<Declared> program)
    {
        var end = await bench.RunAsync(request, program);
        seen(end);
        foreach (var step in end.Steps)
            if (step is { Op: Op.Delete or Op.DeleteReplaced, Old: { } old } && (old.RetainOnDelete || old.DeletedWith.Length > 0)) excused.Add(old.Id);
        Hold(Promises.Once, Promises.NoneTwice(end));
        Hold(Promises.Loads, Promises.EveryPrefixLoads(end));
        Hold(Promises.Ordered, Promises.InOrder(end));
        return end;
    }

    async Task StillAsync(Bench bench, ImmutableArray<Declared> program) => Hold(Promises.Still, Promises.NothingDone(await RunAsync(bench, update, program)));

    async Task TroubledAsync(Bench bench, Trouble trouble, ImmutableArray<Declared> program, bool isDoable, OperationRequest request)
    {
        bench.Land.Trouble = trouble;
        var end = await RunAsync(bench, request, program);
        if (!end.IsStruck) return;
        Hold(Promises.Mended, end.IsWell ? "a failure is told as success" : null);
        if (!isDoable) return;
        var mended = await RunAsync(bench, update, program);
        Hold(Promises.Mended, mended.IsWell ? null : string.Join(", ", mended.Errors));
        Hold(Promises.Mended, Promises.IsTrue(bench.Snapshot, bench.Land, excused));
        Hold(Promises.Mended, Promises.NothingDone(await RunAsync(bench, update, program)));
    }

    /// <summary>Somebody else removes one thing.</summary>
    async Task LostAsync(Bench bench, Life life)
    {
        var things = bench.Snapshot.Resources.Where(resource => resource.Type == Land.Type).ToList();
        if (things.Count == 0) return;
        bench.Land.Lose(things[life.Lost % things.Count].Id);
        await ForetoldAsync(bench.Copy(), update with { RefreshFirst = true }, life.Then, Promises.Foretold);
        await ForetoldAsync(bench, refresh, [], Promises.Foretold);
    }

    async Task DestroyedAsync(Bench bench, ImmutableArray<Declared> program)
    {
        var before = bench.Snapshot.Resources;
        var retained = before.Where(resource => resource is { Type: Land.Type } && (resource.RetainOnDelete || resource.DeletedWith.Length > 0)).Select(resource => resource.Id).ToHashSet();
        var isProtected = before.Any(resource => resource is { Protect: true, Delete: false });
        var end = await ForetoldAsync(bench, destroy, [], Promises.Foretold);
        Hold(Promises.Ordered, Promises.AsDeclared(end, program));
        Hold(Promises.Left, end.IsWell == isProtected ? $"it ended {(end.IsWell ? "well" : "badly")} with{(isProtected ? "" : "out")} a protected resource" : null);
        Hold(Promises.Left, Promises.OnlyNeeded(bench.Snapshot));
        foreach (var one in program)
        {
            var declared = before.Single(resource => !resource.Delete && Urn.Name(resource.Urn) == one.Name);
            Hold(Promises.Left, one.Protect == true && bench.Snapshot.Resources.All(resource => resource.Urn != declared.Urn) ? $"{one.Name} was protected" : null);
            Hold(Promises.Left, one is { Retain: true, Kind: Kind.Thing } && !bench.Land.Things.ContainsKey(declared.Id) ? $"{one.Name} was to be retained" : null);
        }
        Hold(Promises.Left, bench.Land.Things.Keys.FirstOrDefault(id => !excused.Contains(id) && !retained.Contains(id) && bench.Snapshot.Resources.All(resource => resource.Id != id)) is { } left ? $"{left} is left" : null);
    }

    void Hold(string promise, string? broken)
    {
        if (broken is not null && (only is null || only == promise)) throw new BrokenPromiseException($"{promise}: {broken}");
    }
}

sealed class BrokenPromiseException(string message) : Exception(message);
