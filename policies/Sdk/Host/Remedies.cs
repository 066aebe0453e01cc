using Google.Protobuf.WellKnownTypes;

namespace Infra.Policies.Sdk.Host;

/// <summary>Runs one remedy. It returns what it made of the properties, why it could not, or neither where nothing was to do.</summary>
internal static class Remedies
{
    public static (Struct? Properties, string? Why) Run(ResourceRule rule, Settings settings, Resource resource, Redaction redaction)
    {
        try
        {
            return rule.Remedy!(resource, settings) is { } change && !change.Properties.Equals(resource.Raw) ? (change.Properties, null) : (null, null);
        }
        catch (UnknownValueException unknown)
        {
            return (null, $"{resource} can't be mended before the update, as {unknown.Path} is not known yet: {rule.Demand}");
        }
        catch (Exception e)
        {
            return (null, redaction.Clean($"The remedy of the rule '{rule.Name}' itself failed on {resource} ({e.GetType().Name}); what it would mend counts as violated. {rule.Mend}"));
        }
    }
}
