using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Aws;

/// <summary>In which stage a resource stands, by its tag or its provider's default tags.</summary>
internal static class Stages
{
    public static readonly ListSetting<string> Throwaway =
        new("throwawayStages", "Values of the tag `stage` or `environment` whose data may go with the stack.", ["sandbox", "local", "dev", "development", "test", "preview", "ephemeral"]);

    /// <summary>A resource that says nothing stands where data counts.</summary>
    public static bool IsThrowaway(this Resource resource, Report report)
    {
        Property[] sources = [resource["tags"], resource["tagsAll"], resource.Provider["defaultTags"].Json()["tags"]];
        return sources.Where(tags => !tags.IsUnknown).SelectMany(tags => tags.Entries)
            .Any(tag => tag.Name.ToLowerInvariant() is "stage" or "environment" && !tag.Value.IsUnknown && Throwaway.In(report.Settings).Contains(tag.Value.Text ?? ""));
    }
}
