using System.Globalization;
using System.Text;
using Infra.Sandbox.Definitions;
using Infra.Sandbox.Engine.Providers.Clouds;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Providers.Kubernetes;

/// <summary>What a server makes of an object: its id, metadata, defaults and status.</summary>
internal static class ObjectRules
{
    public static Made Make(ResourceDefinition definition, PackageDefinition package, PropertyMap inputs, Dice dice, DateTimeOffset now, bool preview)
    {
        PropertyValue Told(Func<PropertyValue> known) => preview ? PropertyValue.NotYet : known();
        var hex = dice.Hex(32);
        var outputs = new ServerDefaults(package).Over(definition.Inputs, inputs.Shown);
        if (Manifest.At(outputs, "metadata.name") is null)
            outputs = Manifest.Set(outputs, "metadata.name", Told(() => Manifest.Text(outputs, "metadata.generateName") + dice.Hex(5)));
        outputs = Manifest.Set(outputs, "metadata.uid", Told(() => Guid.ParseExact(hex, "N").ToString()));
        outputs = Manifest.Set(outputs, "metadata.creationTimestamp", Told(() => now.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)));
        outputs = Manifest.Set(outputs, "metadata.resourceVersion", Told(() => dice.Digits(6)));
        if (HasGeneration(definition)) outputs = Manifest.Set(outputs, "metadata.generation", 1);
        outputs = Addressed(definition, outputs, () => Told(() => Address(hex)));
        outputs = Finished(definition, outputs);
        return new Made(preview ? "" : Id(definition, outputs), inputs, outputs);
    }

    public static PropertyMap Change(ResourceDefinition definition, PackageDefinition package, PropertyMap oldInputs, PropertyMap oldOutputs, PropertyMap news)
    {
        var outputs = new ServerDefaults(package).Over(definition.Inputs, news.Shown);
        foreach (var path in (ReadOnlySpan<string>)["metadata.name", "metadata.uid", "metadata.creationTimestamp", "metadata.generation"])
            if (Manifest.At(oldOutputs, path) is { } kept) outputs = Manifest.Set(outputs, path, kept);
        outputs = Manifest.Set(outputs, "metadata.resourceVersion", Next(oldOutputs, "metadata.resourceVersion").ToString(CultureInfo.InvariantCulture));
        if (HasGeneration(definition) && Manifest.Differ(oldInputs, news, "spec")) outputs = Manifest.Set(outputs, "metadata.generation", Next(oldOutputs, "metadata.generation"));
        outputs = Addressed(definition, outputs, () => Manifest.At(oldOutputs, "spec.clusterIP") ?? Address(Manifest.Text(oldOutputs, "metadata.uid")?.Replace("-", "", StringComparison.Ordinal) ?? "0000"));
        return Finished(definition, outputs);
    }

    static string Id(ResourceDefinition definition, PropertyMap outputs) => Template.Fill(definition.Id, name => Manifest.At(outputs, $"metadata.{name}"), new Dice("")).AsText
        ?? throw new EngineException($"The id of a {definition.Token} has a part that nobody knows.");

    static PropertyMap Finished(ResourceDefinition definition, PropertyMap outputs)
    {
        if (definition.Token == "kubernetes:core/v1:Secret") outputs = Encoded(outputs);
        if (ObjectStatus.Of(definition.Token, outputs) is { } status) outputs = outputs.Set("status", status);
        return outputs.Select((name, value) => value is not PropertyValue.Secret && definition.Inputs.Any(input => input.Name == name && input.Secret) ? new PropertyValue.Secret(value) : value);
    }

    // What a program writes as text is kept with the rest, in base64.
    static PropertyMap Encoded(PropertyMap outputs)
    {
        if (outputs["stringData"]?.Plain is not { } given) return outputs;
        if (given is not PropertyValue.Map texts) return given is PropertyValue.Unknown ? outputs.Set("data", given) : outputs;
        var encoded = texts.Properties.Select((_, text) => text.AsText is { } plain ? Convert.ToBase64String(Encoding.UTF8.GetBytes(plain)) : text);
        return outputs.Set("data", (outputs["data"]?.AsMap ?? PropertyMap.Empty).With(encoded));
    }

    static PropertyMap Addressed(ResourceDefinition definition, PropertyMap outputs, Func<PropertyValue> address)
    {
        if (definition.Token != "kubernetes:core/v1:Service" || Manifest.At(outputs, "spec") is null || Manifest.Text(outputs, "spec.type") == "ExternalName") return outputs;
        var ip = Manifest.At(outputs, "spec.clusterIP") ?? address();
        return Manifest.Set(Manifest.Set(outputs, "spec.clusterIP", ip), "spec.clusterIPs", Manifest.At(outputs, "spec.clusterIPs") ?? new PropertyValue.List([ip]));
    }

    // The usual range of services, 10.96.0.0/12.
    static string Address(string hex) => $"10.96.{Convert.ToInt32(hex[..2], 16)}.{1 + Convert.ToInt32(hex[2..4], 16) % 254}";

    static bool HasGeneration(ResourceDefinition definition) => definition.Inputs.Any(input => input.Name == "spec");

    static double Next(PropertyMap outputs, string path) => (Manifest.Number(outputs, path) ?? 0) + 1;
}
