using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Kubernetes;

internal static class KnownText
{
    /// <summary>For messages: what a value is called must not hide that something is wrong with it.</summary>
    public static string Shown(this Property property) => property.IsUnknown ? "not known yet" : property.Text ?? "";
}
