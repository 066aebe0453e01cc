using System.Collections.Immutable;
using Infra.Sandbox.Engine;
using Infra.Sandbox.Engine.Providers;
using Infra.Sandbox.Engine.Values;

namespace Infra.Tests.Engine.Lifecycle;

enum Call
{
    Create,
    Update,
    Delete,
}

enum Harm
{
    /// <summary>Nothing was done, and it says so.</summary>
    Fail,

    /// <summary>It is there, but not as it should be.</summary>
    Half,

    /// <summary>It was done, and the answer is lost.</summary>
    Unheard,

    /// <summary>The engine is killed before anything was done.</summary>
    KilledBefore,

    /// <summary>The engine is killed after it was done.</summary>
    KilledAfter,
}

/// <param name="Nth">Which call of its kind, from 0.</param>
sealed record Trouble(Call Call, int Nth, Harm Harm);

/// <summary>The engine's process is gone.</summary>
sealed class KilledException : Exception;

/// <summary>What really exists, apart from any state: made, changed and removed by one type's rules, with trouble at one call.</summary>
sealed class Land(ImmutableDictionary<string, PropertyMap>? existing = null) : IProvider
{
    public const string Type = "aws:ec2/subnet:Subnet";

    static readonly string[] replacing = ["availabilityZone", "vpcId"];

    readonly Dictionary<string, string> begun = [];
    readonly int[] calls = new int[3];

    // The engine deletes several at once.
    readonly Lock gate = new();
    int last;
    bool isDead;

    /// <summary>By id, what it is made of.</summary>
    public ImmutableDictionary<string, PropertyMap> Things { get; private set; } = existing ?? ImmutableDictionary<string, PropertyMap>.Empty;

    public Trouble? Trouble { get; set; }

    /// <summary>The trouble has come.</summary>
    public bool IsStruck { get; private set; }

    /// <summary>What is done at the instant of a kill, before it is too late.</summary>
    public Action OnKill { get; set; } = () => { };

    /// <summary>As it is, without trouble. What a killed engine still has under way reaches only the one it knew.</summary>
    public Land Copy()
    {
        using var turn = gate.EnterScope();
        var copy = new Land(Things) { last = last };
        foreach (var (urn, id) in begun) copy.begun[urn] = id;
        return copy;
    }

    public void Lose(string id) => Things = Things.Remove(id);

    public CheckResult Check(Subject of, PropertyMap? olds, PropertyMap news) => new(news, []);

    public DiffResult Diff(Subject of, PropertyMap oldInputs, PropertyMap oldOutputs, PropertyMap news)
    {
        var changes = PropertyDiff.Of(oldInputs, news);
        return new DiffResult(changes, [.. changes.Keys.Select(PropertyDiff.Root).Where(replacing.Contains).Distinct()], false);
    }

    public Task<Made> CreateAsync(Subject of, PropertyMap inputs, bool preview, CancellationToken ct)
    {
        if (preview) return Task.FromResult(new Made("", inputs, inputs));
        var id = "";
        Do(Call.Create, begin: () =>
        {
            id = of.IsInterrupted && begun.TryGetValue(of.Urn, out var before) ? before : $"subnet-{++last}";
            begun[of.Urn] = id;
        }, act: () => Put(id, inputs), half: () => (id, PropertyMap.Empty));
        return Task.FromResult(new Made(id, inputs, inputs));
    }

    public Task<Made?> ReadAsync(Subject of, string id, PropertyMap inputs, PropertyMap outputs, CancellationToken ct) =>
        Task.FromResult(Things.TryGetValue(id, out var found) ? new Made(id, inputs, outputs.With(found)) : null);

    public Task<PropertyMap> UpdateAsync(Subject of, string id, PropertyMap oldInputs, PropertyMap oldOutputs, PropertyMap news, bool preview, CancellationToken ct)
    {
        if (!preview) Do(Call.Update, () => { }, () => Put(id, news), () => (id, oldOutputs));
        return Task.FromResult(news);
    }

    public Task DeleteAsync(Subject of, string id, PropertyMap inputs, PropertyMap outputs, CancellationToken ct)
    {
        Do(Call.Delete, () => { }, () => Lose(id), half: null);
        return Task.CompletedTask;
    }

    public Task AbandonAsync(Subject of, IEnumerable<string> known, CancellationToken ct)
    {
        lock (gate)
            if (begun.TryGetValue(of.Urn, out var id) && !known.Contains(id)) Lose(id);
        return Task.CompletedTask;
    }

    public Task<PropertyMap> InvokeAsync(string token, PropertyMap args, CancellationToken ct) => throw new EngineException($"Nobody calls {token}.");

    void Put(string id, PropertyMap inputs) => Things = Things.SetItem(id, inputs.Plain);

    void Do(Call call, Action begin, Action act, Func<(string Id, PropertyMap Outputs)>? half)
    {
        using var turn = gate.EnterScope();
        if (isDead) throw new KilledException();
        var harm = Trouble is { } set && set.Call == call && set.Nth == calls[(int)call]++ ? set.Harm : (Harm?)null;
        IsStruck |= harm is not null;
        if (harm == Harm.Fail || (harm == Harm.Half && half is null)) throw new EngineException("the land says no");
        begin();
        if (harm == Harm.KilledBefore) Die();
        if (harm == Harm.Half)
        {
            var (id, outputs) = half!();
            Things = Things.SetItem(id, PropertyMap.Empty);
            throw new PartialFailureException(id, outputs, "it is not what it should be");
        }
        act();
        if (harm == Harm.KilledAfter) Die();
        if (harm == Harm.Unheard) throw new UnheardException("the answer is lost");
    }

    void Die()
    {
        isDead = true;
        OnKill();
        throw new KilledException();
    }
}
