using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Providers.Kubernetes;

/// <summary>Whether and how long the provider waits for an object, as its annotations say.</summary>
internal static class Patience
{
    static readonly TimeSpan usual = TimeSpan.FromMinutes(10);

    /// <summary>Between two looks.</summary>
    public static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    public static bool Waits(PropertyMap outputs) => Annotation(outputs, "pulumi.com/skipAwait") != "true";

    public static TimeSpan For(Subject of, PropertyMap outputs) => of.Timeout
        ?? (int.TryParse(Annotation(outputs, "pulumi.com/timeoutSeconds"), out var seconds) ? TimeSpan.FromSeconds(seconds) : usual);

    static string? Annotation(PropertyMap outputs, string name) => (Manifest.At(outputs, "metadata.annotations")?.AsMap[name])?.AsText;
}
