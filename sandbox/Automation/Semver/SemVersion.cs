using System.Globalization;
using System.Text.RegularExpressions;

namespace Semver;

/// <summary>A semantic version: the few members that Pulumi.Automation's public API needs of the package `semver`, which does not restore where this is built.</summary>
public sealed partial class SemVersion(int major, int minor = 0, int patch = 0, string prerelease = "", string metadata = "") : IEquatable<SemVersion>
{
    public int Major { get; } = major;

    public int Minor { get; } = minor;

    public int Patch { get; } = patch;

    public string Prerelease { get; } = prerelease;

    public string Metadata { get; } = metadata;

    /// <exception cref="FormatException">The text is no semantic version.</exception>
    public static SemVersion Parse(string version) =>
        Pattern().Match(version.Trim()) is { Success: true, Groups: var parts }
            ? new(Number(parts[1]), Number(parts[2]), Number(parts[3]), parts[4].Value, parts[5].Value)
            : throw new FormatException($"'{version}' is not a semantic version such as 3.112.1.");

    public int ComparePrecedenceTo(SemVersion? other)
    {
        if (other is null) return 1;
        var core = (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch));
        if (core != 0 || Prerelease == other.Prerelease) return core;
        // A release comes after its pre-releases.
        if (Prerelease == "") return 1;
        if (other.Prerelease == "") return -1;
        return ComparePrereleases(Prerelease.Split('.'), other.Prerelease.Split('.'));
    }

    public override string ToString() =>
        $"{Major}.{Minor}.{Patch}{(Prerelease == "" ? "" : "-" + Prerelease)}{(Metadata == "" ? "" : "+" + Metadata)}";

    public bool Equals(SemVersion? other) => other is not null && ToString() == other.ToString();

    public override bool Equals(object? obj) => Equals(obj as SemVersion);

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    static int ComparePrereleases(string[] left, string[] right)
    {
        foreach (var (mine, theirs) in left.Zip(right))
        {
            var (isNumber, isOtherNumber) = (int.TryParse(mine, out var number), int.TryParse(theirs, out var otherNumber));
            var order = isNumber && isOtherNumber ? number.CompareTo(otherNumber)
                : isNumber != isOtherNumber ? (isNumber ? -1 : 1)
                : string.CompareOrdinal(mine, theirs);
            if (order != 0) return order;
        }
        return left.Length.CompareTo(right.Length);
    }

    static int Number(Group part) => part.Success ? int.Parse(part.ValueSpan, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^v?(\d{1,9})(?:\.(\d{1,9}))?(?:\.(\d{1,9}))?(?:-([0-9A-Za-z.-]+))?(?:\+([0-9A-Za-z.-]+))?$")]
    private static partial Regex Pattern();
}
