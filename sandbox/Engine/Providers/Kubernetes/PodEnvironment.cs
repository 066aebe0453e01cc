using System.Collections.Immutable;
using System.Text;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Providers.Kubernetes;

/// <summary>Works out a container's environment: what stands in it, in ConfigMaps and Secrets of the namespace, and of the pod in general.</summary>
internal sealed class PodEnvironment(Cluster cluster, ClusterObject deployment)
{
    readonly Pod pod = Pod.Of(deployment);
    readonly Dictionary<string, string> variables = new(StringComparer.Ordinal);

    // PORT is the world's to choose: several pods share one machine.
    public ImmutableSortedDictionary<string, string> Variables => variables.Where(variable => variable.Key != "PORT").ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>What it refers to and isn't there; null when all is.</summary>
    public string? Missing { get; private set; }

    public static PodEnvironment Of(Cluster cluster, ClusterObject deployment)
    {
        var environment = new PodEnvironment(cluster, deployment);
        foreach (var source in environment.pod.Container["envFrom"]?.AsList ?? []) environment.AddAll(source.AsMap);
        foreach (var variable in environment.pod.Container["env"]?.AsList ?? []) environment.Add(variable.AsMap);
        return environment;
    }

    void AddAll(PropertyMap source)
    {
        var (type, reference) = source["configMapRef"] is { } map ? (Cluster.ConfigMaps, map.AsMap) : (Cluster.Secrets, source["secretRef"]?.AsMap ?? PropertyMap.Empty);
        if (Data(type, reference) is not { } data) return;
        foreach (var (name, value) in data) variables[source["prefix"]?.AsText + name] = Text(type, value);
    }

    void Add(PropertyMap variable)
    {
        var name = variable["name"]?.AsText ?? "";
        if (variable["valueFrom"]?.AsMap is not { } from) variables[name] = variable["value"]?.AsText ?? "";
        else if (from["configMapKeyRef"]?.AsMap is { } map) Add(name, Cluster.ConfigMaps, map);
        else if (from["secretKeyRef"]?.AsMap is { } secret) Add(name, Cluster.Secrets, secret);
        else if (from["fieldRef"]?.AsMap is { } field) variables[name] = Field(name, field["fieldPath"]?.AsText ?? "");
        else throw Refused(name, $"comes from {string.Join(", ", from.Names)}; the sandbox's pods know values, configMapKeyRef, secretKeyRef and fieldRef");
    }

    void Add(string name, string type, PropertyMap reference)
    {
        if (Data(type, reference) is not { } data) return;
        if (data[reference["key"]?.AsText ?? ""] is { } value) variables[name] = Text(type, value);
        else if (reference["optional"]?.AsBool != true) Missing ??= $"CreateContainerConfigError: the {Kind(type)} {deployment.Space}/{reference["name"]?.AsText} has no key '{reference["key"]?.AsText}'";
    }

    PropertyMap? Data(string type, PropertyMap reference)
    {
        var name = reference["name"]?.AsText ?? "";
        if (cluster.Find(type, $"{deployment.Space}/{name}") is { } found) return type == Cluster.Secrets ? Secret(found) : found.Outputs["data"]?.AsMap ?? PropertyMap.Empty;
        if (reference["optional"]?.AsBool != true) Missing ??= $"CreateContainerConfigError: {Kind(type).ToLowerInvariant()} \"{name}\" not found in the namespace '{deployment.Space}'";
        return null;
    }

    PropertyMap Secret(ClusterObject found)
    {
        var uid = Manifest.Text(found.Outputs, "metadata.uid");
        var known = cluster.Host.Secrets.GetValueOrDefault(found.Key) ?? cluster.Host.FindOutputs(Cluster.Secrets, outputs => Manifest.Text(outputs, "metadata.uid") == uid);
        return known?["data"]?.AsMap ?? throw new EngineException($"The Deployment {deployment.Id} takes its environment from the Secret {found.Id}, which another stack made; the sandbox's cluster keeps no secrets, so make it in the same stack.");
    }

    string Field(string name, string path) => path switch
    {
        "metadata.namespace" => deployment.Space,
        "spec.serviceAccountName" => pod.Spec["serviceAccountName"]?.AsText ?? "default",
        "spec.nodeName" => "sandbox",
        "status.hostIP" or "status.podIP" => "127.0.0.1",
        _ when path.Split('\'') is ["metadata.labels[", var label, "]"] => pod.Labels[label]?.AsText ?? "",
        _ when path.Split('\'') is ["metadata.annotations[", var annotation, "]"] => pod.Annotations[annotation]?.AsText ?? "",
        _ => throw Refused(name, $"comes from the field '{path}'; all pods of a Deployment have one environment in the sandbox, so it knows metadata.namespace, metadata.labels['…'], metadata.annotations['…'], spec.serviceAccountName, spec.nodeName, status.hostIP and status.podIP"),
    };

    EngineException Refused(string name, string why) => new($"The variable {name} of the Deployment {deployment.Id} {why}.");

    static string Kind(string type) => type[(type.LastIndexOf(':') + 1)..];

    static string Text(string type, PropertyValue value) => type == Cluster.Secrets ? Encoding.UTF8.GetString(Convert.FromBase64String(value.AsText ?? "")) : value.AsText ?? "";
}
