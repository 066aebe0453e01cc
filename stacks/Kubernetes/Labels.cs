using System.Collections.Immutable;
using Infra.Catalog;
using Infra.Stacks.Environment;

namespace Infra.Stacks.Kubernetes;

/// <summary>Tags as Kubernetes takes them: the well-known ones by their well-known names.</summary>
internal static class Labels
{
    public const string Instance = FrontService.Label;

    public static Dictionary<string, string> Of(ImmutableSortedDictionary<string, string> tags) =>
        tags.Where(tag => Value(tag.Value).Length > 0).ToDictionary(tag => Key(tag.Key), tag => Value(tag.Value));

    /// <summary>Of all that an environment is made of: with its own name, by which its pods are told from the other side's.</summary>
    public static Dictionary<string, string> Of(EnvironmentSpec spec) => new(Of(spec.Tags)) { [Instance] = spec.Name };

    public static Dictionary<string, string> Selector(EnvironmentSpec spec) => new() { [Instance] = spec.Name };

    static string Key(string tag) => tag switch
    {
        "project" => "app.kubernetes.io/part-of",
        "service" => "app.kubernetes.io/name",
        "release" => "app.kubernetes.io/version",
        "managed-by" => "app.kubernetes.io/managed-by",
        _ => $"infra/{Value(tag)}",
    };

    /// <summary>At most 63 letters, digits, hyphens, underscores and dots, with a letter or digit at both ends.</summary>
    static string Value(string text)
    {
        var allowed = string.Concat(text.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' ? letter : '-'));
        return (allowed.Length > 63 ? allowed[..63] : allowed).Trim('-', '_', '.');
    }
}
