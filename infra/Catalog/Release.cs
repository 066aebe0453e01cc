using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Infra.Catalog;

/// <summary>What is shipped, immutable. A side that declares nothing has the release <see cref="None"/>.</summary>
public sealed partial record Release
{
    public static Release None { get; } = new() { Name = "none", Artefact = "" };

    public required string Name { get; init; }

    /// <summary>The repository of the artefact, such as <c>shop/web</c>.</summary>
    public required string Artefact { get; init; }

    // What JSON leaves out comes as null, as the generated reader passes every member that can be initialized.

    /// <summary><c>sha256:…</c>, or empty when the release was asked for by tag.</summary>
    public string Digest { get; init => field = value ?? ""; } = "";

    public string Tag { get; init => field = value ?? ""; } = "";
    public string Commit { get; init => field = value ?? ""; } = "";
    public string BuiltAt { get; init => field = value ?? ""; } = "";

    [JsonIgnore]
    public bool IsNone => Name == "none" && Artefact.Length == 0;

    /// <summary>As a registry is asked for it: <c>shop/web@sha256:…</c> or <c>shop/web:latest</c>.</summary>
    [JsonIgnore]
    public string Reference => Digest.Length > 0 ? $"{Artefact}@{Digest}" : $"{Artefact}:{Tag}";

    /// <summary>The configuration value <c>infra:release</c>: JSON, or <c>none</c>.</summary>
    public string ToJson() => IsNone ? "none" : JsonSerializer.Serialize(this, JsonText.Options);

    /// <exception cref="BadInputException">The text is no release.</exception>
    public static Release FromJson(string text) => text == "none" ? None : JsonText.Read<Release>(text, "a release");

    /// <summary>Reads the grammar of <c>--release</c>: <c>[NAME@]sha256:&lt;64 hex&gt;</c> is a digest, any other plain word is a tag.</summary>
    /// <exception cref="BadInputException">A malformed digest, name or tag.</exception>
    public static Release Parse(string text, string artefact)
    {
        if (DigestForm().Match(text) is { Success: true } match)
        {
            var hex = match.Groups["hex"].Value;
            var name = match.Groups["name"] is { Success: true } given ? given.Value : hex[..12];
            return name == "none" ? throw NoName(text) : new() { Name = name, Artefact = artefact, Digest = $"sha256:{hex}" };
        }

        if (text.Contains("sha256:", StringComparison.OrdinalIgnoreCase) || text.Contains('@'))
            throw new BadInputException($"--release {text}: malformed digest; write [NAME@]sha256: and the 64 lower-case hex digits of the artefact, as `infra sandbox image add` prints them.");

        return text == "none" ? throw NoName(text)
            : TagForm().IsMatch(text) ? new() { Name = text, Artefact = artefact, Tag = text }
            : throw new BadInputException($"--release {text}: neither a digest nor a tag; write [NAME@]sha256:<64 hex digits>.");
    }

    private static BadInputException NoName(string text) =>
        new($"--release {text}: \"none\" is the release of an empty side; give the release another name.");

    [GeneratedRegex(@"^(?:(?<name>[A-Za-z0-9][A-Za-z0-9._-]{0,62})@)?sha256:(?<hex>[0-9a-f]{64})\z")]
    private static partial Regex DigestForm();

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}\z")]
    private static partial Regex TagForm();
}
