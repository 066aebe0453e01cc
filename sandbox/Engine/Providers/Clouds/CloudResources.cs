using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Providers.Clouds;

/// <summary>The life of the resources of a simulated cloud: listed in it, real where their type is, and gone on with or removed when who made them died.</summary>
/// <param name="key">Under which a resource is listed, by its id and outputs.</param>
internal sealed class CloudResources(Cloud cloud, IReadOnlyDictionary<string, IRealType> real, Func<string, PropertyMap, string> key)
{
    /// <param name="make">What it will be; the same dice make the same.</param>
    /// <param name="refuse">Throws when the cloud would not take it.</param>
    public async Task<Made> CreateAsync(Subject of, Func<Dice, Made> make, Action<Made>? refuse, CancellationToken ct)
    {
        var begun = of.IsInterrupted ? cloud.Begun(of.Urn) : null;
        var seed = begun?.Seed ?? Dice.NewSeed();
        var made = make(new Dice(seed));
        if (begun is not null && begun.Id != made.Id) await RemoveAsync(begun, ct);
        if (begun?.Id != made.Id)
        {
            refuse?.Invoke(made);
            cloud.Begin(new Creation(of.Urn, of.Type, made.Id, key(made.Id, made.Outputs), seed));
        }
        try
        {
            if (real.GetValueOrDefault(of.Type) is { } type) made = made with { Outputs = await type.PutAsync(of, made.Id, made.Outputs, ct) };
        }
        catch (PartialFailureException e)
        {
            Add(of, made with { Outputs = e.Outputs });
            throw;
        }
        Add(of, made);
        return made;
    }

    /// <param name="isHere">Whether who asks would see what is listed under a key.</param>
    public async Task<Made?> ReadAsync(Subject of, string id, PropertyMap inputs, PropertyMap outputs, Func<string, bool> isHere, CancellationToken ct)
    {
        var made = outputs.Count == 0 ? cloud.Find(of.Type, id, isHere) : cloud.Has(of.Type, key(id, outputs)) ? new Made(id, inputs, outputs) : null;
        if (made is null) return null;
        return real.GetValueOrDefault(of.Type) is { } type ? await type.ReadAsync(made, ct) : made;
    }

    public async Task<PropertyMap> UpdateAsync(Subject of, string id, PropertyMap news, PropertyMap outputs, CancellationToken ct)
    {
        try
        {
            if (real.GetValueOrDefault(of.Type) is { } type) outputs = await type.PutAsync(of, id, outputs, ct);
        }
        catch (PartialFailureException e)
        {
            Add(of, new Made(id, news, e.Outputs));
            throw;
        }
        Add(of, new Made(id, news, outputs));
        return outputs;
    }

    public async Task DeleteAsync(Subject of, string id, PropertyMap outputs, CancellationToken ct)
    {
        if (real.GetValueOrDefault(of.Type) is { } type) await type.DeleteAsync(id, ct);
        cloud.Remove(of.Type, key(id, outputs));
    }

    public async Task AbandonAsync(Subject of, IEnumerable<string> known, CancellationToken ct)
    {
        if (cloud.Begun(of.Urn) is { } begun && !known.Contains(begun.Id)) await RemoveAsync(begun, ct);
    }

    void Add(Subject of, Made made) => cloud.Add(of.Type, key(made.Id, made.Outputs), made with
    {
        Outputs = made.Outputs.Select((name, value) => of.SecretOutputs.Contains(name) ? new PropertyValue.Secret(value) : value),
    });

    async Task RemoveAsync(Creation begun, CancellationToken ct)
    {
        if (real.GetValueOrDefault(begun.Type) is { } type) await type.DeleteAsync(begun.Id, ct);
        cloud.Remove(begun.Type, begun.Key);
    }
}
