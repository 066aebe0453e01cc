namespace Pulumi;

/// <summary>A provider of which nothing but its reference is known: its URN and its id.</summary>
internal sealed class DependencyProviderResource(string reference) : ProviderResource(PackageOf(reference), UrnOf(reference), reference[(UrnOf(reference).Length + 2)..])
{
    static string UrnOf(string reference) => reference.LastIndexOf("::", StringComparison.Ordinal) is > 0 and var end
        ? reference[..end]
        : throw new ArgumentException($"'{reference}' is no reference to a provider: it has no \"::\" before an id.", nameof(reference));

    // The type, third in a URN, ends in pulumi:providers:package.
    static string PackageOf(string reference) => UrnOf(reference).Split("::")[2].Split(':')[^1];
}
