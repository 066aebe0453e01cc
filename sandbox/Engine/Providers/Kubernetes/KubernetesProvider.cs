using System.Collections.Immutable;
using Infra.Sandbox.Definitions;
using Infra.Sandbox.Engine.Providers.Clouds;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Providers.Kubernetes;

/// <summary>The simulated Kubernetes: definitions say what is allowed, what replaces and what comes out; Deployments run as processes, and the router does what Services, Gateways and routes say.</summary>
internal sealed class KubernetesProvider : IProvider
{
    static readonly ImmutableArray<string> everywhere = ["default", "kube-node-lease", "kube-public", "kube-system"];

    readonly KubernetesSettings settings;
    readonly KubernetesHost host;
    readonly RealKinds kinds;
    readonly CloudResources resources;

    public KubernetesProvider(KubernetesSettings settings, KubernetesHost host)
    {
        (this.settings, this.host, kinds) = (settings, host, new RealKinds(new Cluster(settings.Cluster, host)));
        resources = new CloudResources(host.Cloud, kinds.All, (id, _) => Key(settings, id));
    }

    public CheckResult Check(Subject of, PropertyMap? olds, PropertyMap news)
    {
        var definition = Definition(of.Type);
        var inputs = ObjectNaming.Complete(definition, of.Name, settings.Namespace, olds, news)
            .Select((name, value) => value is not PropertyValue.Secret && definition.Inputs.Any(input => input.Name == name && input.Secret) ? new PropertyValue.Secret(value) : value);
        return new CheckResult(inputs,
        [
            .. InputCheck.Of(host.Package, definition.Inputs, inputs, isLenient: false),
            .. ObjectNaming.Check(definition, inputs, settings.AppliesOnServer),
            .. ObjectCheck.Of(of.Type, inputs),
        ]);
    }

    public DiffResult Diff(Subject of, PropertyMap oldInputs, PropertyMap oldOutputs, PropertyMap news)
    {
        var changes = PropertyDiff.Of(oldInputs, news);
        if (changes.Count == 0) return DiffResult.None;
        var definition = Definition(of.Type);
        ImmutableArray<string> replaces = [.. definition.ReplacePaths.Where(path => !IsMutable(of.Type, path, news) && Manifest.Differ(oldInputs, news, path))];
        if (replaces.IsEmpty && Fixed(definition, oldInputs, news) is { } path)
            throw new EngineException($"{of.Type} '{of.Name}': '{path}' may not change while the object lives; give it another name, so that it is replaced.");
        return new DiffResult(changes, replaces, IsTaken(oldInputs, news));
    }

    public async Task<Made> CreateAsync(Subject of, PropertyMap inputs, bool preview, CancellationToken ct)
    {
        if (preview) return Make(of, inputs, new Dice(Dice.NewSeed()), preview);
        Made made;
        // Two objects of one name may come at once, or two that have to do with one another: the second must see the first.
        using (await host.Cloud.Turn.TakeAsync(ct)) made = await resources.CreateAsync(of, dice => Make(of, inputs, dice, preview), made => Refuse(of, made), ct);
        return made with { Outputs = await kinds.AwaitAsync(of, made.Id, made.Outputs, ct) };
    }

    public async Task<Made?> ReadAsync(Subject of, string id, PropertyMap inputs, PropertyMap outputs, CancellationToken ct)
    {
        var known = new Made(id, inputs, outputs);
        // Every change gives an object another version, so only what somebody else changed shows.
        if (outputs.Count > 0 && host.Cloud.Find(of.Type, id, IsHere) is { } actual && Manifest.Differ(outputs, actual.Outputs, "metadata.resourceVersion")) known = Drift.Apply(known, actual);
        return await resources.ReadAsync(of, id, known.Inputs, known.Outputs, IsHere, ct);
    }

    public async Task<PropertyMap> UpdateAsync(Subject of, string id, PropertyMap oldInputs, PropertyMap oldOutputs, PropertyMap news, bool preview, CancellationToken ct)
    {
        var outputs = ObjectRules.Change(Definition(of.Type), host.Package, oldInputs, oldOutputs, news);
        if (preview) return outputs;
        using (await host.Cloud.Turn.TakeAsync(ct)) outputs = await resources.UpdateAsync(of, id, news, outputs, ct);
        return await kinds.AwaitAsync(of, id, outputs, ct);
    }

    public async Task DeleteAsync(Subject of, string id, PropertyMap inputs, PropertyMap outputs, CancellationToken ct)
    {
        await kinds.DrainAsync(of, id, ct);
        using var turn = await host.Cloud.Turn.TakeAsync(ct);
        if (of.Type == Cluster.Namespaces)
        {
            await kinds.EmptyAsync(id, ct);
            host.Cloud.RemoveUnder("kubernetes:", $"{Key(settings, id)}/");
        }
        await resources.DeleteAsync(of, id, outputs, ct);
    }

    public Task AbandonAsync(Subject of, IEnumerable<string> known, CancellationToken ct) => resources.AbandonAsync(of, known, ct);

    public Task<PropertyMap> InvokeAsync(string token, PropertyMap args, CancellationToken ct) =>
        throw new EngineException($"The sandbox's Kubernetes has no functions, so nobody answers '{token}'.");

    void Refuse(Subject of, Made made)
    {
        if (host.Cloud.Has(of.Type, Key(settings, made.Id)))
            throw new EngineException($"{of.Type} '{of.Name}': {made.Id} already exists (409) in the cluster '{settings.Cluster}'; give it another name, or take it over with the option 'import'.");
        if (ObjectNaming.IsNamespaced(Definition(of.Type)) && Manifest.Text(made.Outputs, "metadata.namespace") is { } space && !everywhere.Contains(space) && !host.Cloud.Has(Cluster.Namespaces, Key(settings, space)))
            throw new EngineException($"{of.Type} '{of.Name}': namespaces \"{space}\" not found (404) in the cluster '{settings.Cluster}'; create it first, and name it by the Namespace's metadata.name so that the order is kept.");
    }

    Made Make(Subject of, PropertyMap inputs, Dice dice, bool preview) => ObjectRules.Make(Definition(of.Type), host.Package, inputs, dice, host.Time.GetUtcNow(), preview);

    bool IsMutable(string type, string path, PropertyMap news) => news["immutable"]?.AsBool != true && path switch
    {
        "data" or "binaryData" when type == "kubernetes:core/v1:ConfigMap" => settings.IsConfigMapMutable,
        "data" or "stringData" when type == "kubernetes:core/v1:Secret" => settings.IsSecretMutable,
        _ => false,
    };

    static string? Fixed(ResourceDefinition definition, PropertyMap olds, PropertyMap news) =>
        olds["immutable"]?.AsBool == true && news["immutable"] is not { HasUnknown: true } and not { AsBool: true } ? "immutable"
        : definition.FixedPaths.FirstOrDefault(path => Manifest.At(news, path)?.HasUnknown != true && Manifest.Differ(olds, news, path));

    // A name of the program's own can't live twice, so the old one has to go first.
    static bool IsTaken(PropertyMap olds, PropertyMap news) =>
        Manifest.At(news, "metadata.name") is not null && !Manifest.IsAutonamed(news)
        && !Manifest.Differ(olds, news, "metadata.name") && !Manifest.Differ(olds, news, "metadata.namespace");

    bool IsHere(string key) => key.StartsWith($"{settings.Cluster}:", StringComparison.Ordinal);

    static string Key(KubernetesSettings settings, string id) => $"{settings.Cluster}:{id}";

    ResourceDefinition Definition(string type) => host.Package.Resources[type];
}
