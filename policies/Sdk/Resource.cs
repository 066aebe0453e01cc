using Google.Protobuf.WellKnownTypes;
using Pulumirpc;

namespace Infra.Policies.Sdk;

/// <summary>What a rule sees of a resource: its inputs where one is judged alone, its outputs where the stack is.</summary>
public sealed class Resource
{
    readonly Dictionary<string, Property> read = [];

    internal Resource(AnalyzeRequest request, Redaction redaction)
        : this(request.Type, request.Name, request.Urn, request.Properties, request.Provider, request.Options, redaction)
    {
    }

    internal Resource(AnalyzerResource resource, Redaction redaction)
        : this(resource.Type, resource.Name, resource.Urn, resource.Properties, resource.Provider, resource.Options, redaction) =>
        Dependencies = resource.PropertyDependencies.ToDictionary(pair => pair.Key, IReadOnlyList<string> (pair) => pair.Value.Urns);

    Resource(string type, string name, string urn, Struct? inputs, AnalyzerProviderResource? provider, AnalyzerResourceOptions? options, Redaction redaction)
    {
        (Type, Name, Urn, Raw) = (type, name, urn, inputs ?? new());
        (IsProtected, IgnoredChanges, Parent) = (options?.Protect == true, options?.IgnoreChanges.ToList() ?? [], options?.Parent ?? "");
        Properties = Root(inputs, "", redaction);
        Provider = Root(provider?.Properties, "provider", redaction);
    }

    public string Type { get; }

    public string Name { get; }

    public string Urn { get; }

    public Property Properties { get; }

    /// <summary>Whether the engine refuses to delete it.</summary>
    public bool IsProtected { get; }

    /// <summary>Properties that updates leave as they are, as the program names them.</summary>
    public IReadOnlyList<string> IgnoredChanges { get; }

    /// <summary>The URN of the component that it belongs to; empty where it belongs to none.</summary>
    public string Parent { get; }

    /// <summary>As the protocol sent it: secrets and unknowns included.</summary>
    internal Struct Raw { get; }

    public Property Provider { get; }

    /// <summary>By property: the URNs of the resources that its value came from. Known in previews too.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Dependencies { get; } = new Dictionary<string, IReadOnlyList<string>>();

    public Property this[string name] => read.TryGetValue(name, out var known) ? known : read[name] = Properties[name];

    /// <summary>As messages call it: "TargetGroup 'web-blue'".</summary>
    public override string ToString() => $"{Type[(Type.LastIndexOf(':') + 1)..]} '{Name}'";

    static Property Root(Struct? fields, string path, Redaction redaction) => new(fields is null ? null : Value.ForStruct(fields), path, redaction);
}
