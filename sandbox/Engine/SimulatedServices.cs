using System.Collections.Immutable;
using System.Globalization;
using Infra.Sandbox.Engine.Providers;
using Infra.Sandbox.Engine.Providers.Clouds;
using Infra.Sandbox.Engine.Providers.Kubernetes;
using Infra.Sandbox.Engine.State;
using Infra.Sandbox.Engine.Values;
using Infra.Sandbox.World;

namespace Infra.Sandbox.Engine;

/// <summary>The Services of a simulated cluster as its API has them, to be read and changed past any stack.</summary>
/// <param name="backend">The URL of the backend whose stacks made the cluster's objects.</param>
/// <param name="workingDirectory">Where those stacks run, for a backend that is named from there.</param>
public sealed class SimulatedServices(string backend, string workingDirectory, WorldClient world, TimeProvider time)
{
    readonly Cloud cloud = Cloud.Of(FileBackend.RootOf(backend, workingDirectory), time);

    /// <param name="cluster">The context that reaches it.</param>
    /// <param name="id">namespace/name.</param>
    public SimulatedService? Find(string cluster, string id) => Live(cluster, id) is not { } live ? null : new(
        Texts(live.Outputs, "spec.selector"), Texts(live.Outputs, "metadata.annotations"), Version(live.Outputs));

    /// <exception cref="WorldException">It is gone, or not as <paramref name="before"/> says any more.</exception>
    public async Task ReplaceAsync(string cluster, string id, SimulatedService before, SimulatedService after, CancellationToken ct)
    {
        using var turn = await cloud.Turn.TakeAsync(ct);
        var of = new Cluster(cluster, new KubernetesHost(cloud, time, _ => Task.FromResult(world), (_, _) => null));
        if (Live(cluster, id) is not { } live || Version(live.Outputs) != before.Version)
            throw new WorldException($"The Service {id} was changed by someone between reading and setting it. Nothing was set.");
        var outputs = Manifest.Set(Said(live.Outputs, after), "metadata.resourceVersion", (before.Version + 1).ToString(CultureInfo.InvariantCulture));
        var service = of.Object(Cluster.Services, id, outputs);
        await new ServiceType(of, new Endpoints(of)).PutAsync(service, ct);
        cloud.Add(Cluster.Services, service.Key, live with { Inputs = Said(live.Inputs, after), Outputs = outputs });
    }

    Made? Live(string cluster, string id) => cloud.Find(Cluster.Services, id, key => key == $"{cluster}:{id}");

    static PropertyMap Said(PropertyMap properties, SimulatedService service) => Manifest.Set(
        Manifest.Set(properties, "spec.selector", Map(service.Selector)), "metadata.annotations", Map(service.Annotations));

    static PropertyMap Map(ImmutableSortedDictionary<string, string> texts) => PropertyMap.Of(texts.Select(text => KeyValuePair.Create(text.Key, (PropertyValue)text.Value)));

    static ImmutableSortedDictionary<string, string> Texts(PropertyMap outputs, string path) =>
        (Manifest.At(outputs, path)?.AsMap ?? PropertyMap.Empty).ToImmutableSortedDictionary(text => text.Key, text => text.Value.AsText ?? "", StringComparer.Ordinal);

    static double Version(PropertyMap outputs) => double.Parse(Manifest.Text(outputs, "metadata.resourceVersion") ?? "0", CultureInfo.InvariantCulture);
}
