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

    /// <summary><c>sha256:…</c> of an image, <c>ami-…</c> of a machine image, or empty when the release was asked for by tag.</summary>
    public string Digest { get; init => field = value ?? ""; } = "";

    public string Tag { get; init => field = value ?? ""; } = "";
    public string Commit { get; init => field = value ?? ""; } = "";
    public string BuiltAt { get; init => field = value ?? ""; } = "";

    [JsonIgnore]
    public bool IsNone => Name == "none" && Artefact.Length == 0;

    /// <summary>Whether it is a machine image, which instances start from; else it is an image of a container.</summary>
    [JsonIgnore]
    public bool IsMachineImage => Digest.StartsWith("ami-", StringComparison.Ordinal);

    /// <summary>As a registry is asked for it: <c>shop/web@sha256:…</c>, <c>shop/web:latest</c> or <c>ami-…</c>.</summary>
    [JsonIgnore]
    public string Reference => IsMachineImage ? Digest : Digest.Length > 0 ? $"{Artefact}@{Digest}" : $"{Artefact}:{Tag}";

    /// <summary>The configuration value <c>infra:release</c>: JSON, or <c>none</c>.</summary>
    public string ToJson() => IsNone ? "none" : JsonSerializer.Serialize(this, JsonText.Options);

    /// <exception cref="BadInputException">The text is no release.</exception>
    public static Release FromJson(string text) => text == "none" ? None : JsonText.Read<Release>(text, "a release");

    /// <summary>Why a platform can't run it; null when it can. What is asked for by tag is a matter of policies.</summary>
    public string? ComplaintOn(PlatformKind platform) => Digest.Length == 0 ? null : (platform == PlatformKind.AwsAsg, IsMachineImage) switch
    {
        (true, false) => $"{platform.Word} starts instances from a machine image, and {Reference} is none; ship [NAME@]ami-…",
        (false, true) => $"{platform.Word} runs containers, and {Reference} is a machine image; ship [NAME@]sha256:<64 hex digits>",
        _ => null,
    };

    /// <summary>Reads the grammar of <c>--release</c>: <c>[NAME@]sha256:&lt;64 hex&gt;</c> is a digest, <c>[NAME@]ami-&lt;8 or 17 hex&gt;</c> a machine image, any other plain word a tag.</summary>
    /// <exception cref="BadInputException">A malformed digest, name or tag.</exception>
    public static Release Parse(string text, string artefact)
    {
        if (DigestForm().Match(text) is { Success: true } match)
        {
            var (digest, hex) = (match.Groups["digest"].Value, match.Groups["hex"].Value);
            var name = match.Groups["name"] is { Success: true } given ? given.Value : hex.Length > 12 ? hex[..12] : hex;
            return name == "none" ? throw NoName(text) : new() { Name = name, Artefact = artefact, Digest = digest };
        }

        if (text.Contains("sha256:", StringComparison.OrdinalIgnoreCase) || text.StartsWith("ami-", StringComparison.Ordinal) || text.Contains('@'))
            throw new BadInputException($"--release {text}: malformed digest; write [NAME@]sha256: and the 64 lower-case hex digits of the artefact, as `infra sandbox image add` prints them.");

        return text == "none" ? throw NoName(text)
            : TagForm().IsMatch(text) ? new() { Name = text, Artefact = artefact, Tag = text }
            : throw new BadInputException($"--release {text}: neither a digest nor a tag; write [NAME@]sha256:<64 hex digits>.");
    }

    private static BadInputException NoName(string text) =>
        new($"--release {text}: \"none\" is the release of an empty side; give the release another name.");

    [GeneratedRegex(@"^(?:(?<name>[A-Za-z0-9][A-Za-z0-9._-]{0,62})@)?(?<digest>sha256:(?<hex>[0-9a-f]{64})|ami-(?<hex>[0-9a-f]{8}(?:[0-9a-f]{9})?))\z")]
    private static partial Regex DigestForm();

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}\z")]
    private static partial Regex TagForm();
}
