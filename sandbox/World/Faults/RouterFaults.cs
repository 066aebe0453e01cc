using System.Collections.Concurrent;
using Infra.Sandbox.World.Model;
using Infra.Sandbox.World.Storage;

namespace Infra.Sandbox.World.Faults;

/// <summary>What strikes updates of rules: stands between who asks for one and the world that makes it.</summary>
internal sealed class RouterFaults(FaultBook book, TimeProvider time, WorldLog log, CancellationToken ending)
{
    readonly ConcurrentDictionary<string, CancellationTokenSource> late = [];
    readonly ConcurrentDictionary<string, Rule> pretended = [];

    /// <param name="before">The rule as it is now; null for a new one.</param>
    /// <param name="port">Of the rule's listener; null when there is none.</param>
    /// <param name="put">Makes it so.</param>
    public async Task PutAsync(Rule rule, Rule? before, int? port, Func<CancellationToken, Task> put, CancellationToken ct)
    {
        var fault = await book.StrikeAsync<Fault.OnRouter>(met => met.Port is null || met.Port == port, ct);
        // Updates take effect in their order: a newer one overtakes what is still on its way.
        if (late.TryRemove(rule.Id, out var waiting)) await waiting.CancelAsync();
        if (fault is not null) log.Say($"Rule {rule.Id} meets a fault: {fault.Says}.");
        switch (fault?.Then)
        {
            case RouterLie.Refuse:
                throw new WorldException($"The router refuses to update rule {rule.Id}: a fault of the sandbox, {fault.Says}.");
            case RouterLie.Lose:
                return;
            case RouterLie.Late:
                var cancel = late[rule.Id] = CancellationTokenSource.CreateLinkedTokenSource(ending);
                _ = LaterAsync(fault.For, put, cancel);
                return;
            case RouterLie.Pretend when before is not null:
                pretended.TryAdd(rule.Id, before);
                break;
            case RouterLie.Pretend or null:
                pretended.TryRemove(rule.Id, out _);
                break;
        }
        await put(ct);
    }

    public void Forget(string ruleId)
    {
        pretended.TryRemove(ruleId, out _);
        if (late.TryRemove(ruleId, out var waiting)) waiting.Cancel();
    }

    /// <summary>What requests follow, where that isn't what was asked for.</summary>
    public Desired InEffect(Desired desired)
    {
        foreach (var (id, rule) in pretended)
            // Only while every group that it sends to is still there.
            if (desired.Rules.ContainsKey(id) && rule.Action.Forward.All(share => desired.TargetGroups.ContainsKey(share.TargetGroupId)))
                desired = desired with { Rules = desired.Rules.SetItem(id, rule) };
        return desired;
    }

    async Task LaterAsync(TimeSpan wait, Func<CancellationToken, Task> put, CancellationTokenSource cancel)
    {
        try
        {
            await Task.Delay(wait, time, cancel.Token);
            await put(cancel.Token);
        }
        catch (OperationCanceledException)
        {
            // A newer update, or the world's end, came first.
        }
        catch (WorldException e)
        {
            log.Say($"A late update was refused in the end: {e.Message}");
        }
    }
}
