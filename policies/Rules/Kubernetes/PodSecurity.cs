using System.Collections.Immutable;
using System.Globalization;
using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Kubernetes;

/// <summary>What the rules of the Pod Security Standards share.</summary>
internal static class PodSecurity
{
    const int Latest = int.MaxValue;

    /// <summary>The standard changes with Kubernetes.</summary>
    public static readonly ValueSetting<string> Version = new("version", "The version of Kubernetes whose standard is meant, such as 1.30.", "latest");

    /// <summary>The minor version that is asked for; what is no version is the latest.</summary>
    public static int Minor(Settings settings) =>
        Version.In(settings).TrimStart('v').Split('.') is ["1", var minor, ..] && int.TryParse(minor, CultureInfo.InvariantCulture, out var number) ? number : Latest;

    /// <param name="control">As the standard's admission plugin calls its check.</param>
    public static ImmutableArray<Control> Baseline(string control) => [Frameworks.PodSecurity($"baseline {control}"), .. General];

    public static ImmutableArray<Control> Restricted(string control) => [Frameworks.PodSecurity($"restricted {control}"), .. General];

    static ImmutableArray<Control> General => [Frameworks.Nist("CM-7"), Frameworks.Nist("AC-6"), Frameworks.Soc2("CC6.8"), Frameworks.Iso("A.8.9"), Frameworks.Pci("2.2.6")];
}
