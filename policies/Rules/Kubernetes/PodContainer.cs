using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Kubernetes;

/// <param name="Kind">As messages call it.</param>
internal sealed record PodContainer(string Kind, Property Definition)
{
    public string Name => Definition["name"] is { IsUnknown: false } name && name.Text is { Length: > 0 } text ? text : Definition.Path;

    public Property Security => Definition["securityContext"];

    public Property this[string name] => Definition[name];

    public override string ToString() => $"{Kind} '{Name}'";
}
