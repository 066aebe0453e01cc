using System.Collections.Immutable;
using Infra.Sandbox.Definitions;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Providers.Kubernetes;

/// <summary>Fills in what a server assumes where a program says nothing, at every depth.</summary>
internal sealed class ServerDefaults(PackageDefinition package)
{
    public PropertyMap Over(ImmutableArray<PropertyDefinition> properties, PropertyMap values)
    {
        foreach (var property in properties)
            if (values[property.Name] is { } given and not PropertyValue.Null) values = values.Set(property.Name, Over(property.Type, given));
            else if (property.Default is { } json) values = values.Set(property.Name, JsonCodec.Parse(json));
        return values;
    }

    PropertyValue Over(TypeReference type, PropertyValue value) => (type, value) switch
    {
        (_, PropertyValue.Secret secret) => new PropertyValue.Secret(Over(type, secret.Inner)),
        (TypeReference.Object of, PropertyValue.Map map) => Over(package.Objects[of.Token].Properties, map.Properties),
        (TypeReference.ListOf of, PropertyValue.List list) => new PropertyValue.List([.. list.Items.Select(item => Over(of.Item, item))]),
        (TypeReference.MapOf of, PropertyValue.Map map) => map.Properties.Select((_, item) => Over(of.Item, item)),
        _ => value,
    };
}
