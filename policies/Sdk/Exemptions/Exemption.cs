using System.Text.RegularExpressions;

namespace Infra.Policies.Sdk.Exemptions;

/// <summary>A rule doesn't hold for some resources, for a while, and somebody answers for it.</summary>
internal sealed record Exemption
{
    public required string Rule { get; init; }

    /// <summary>A resource's name or URN, with * and ? for what may differ.</summary>
    public required string Resource { get; init; }

    /// <summary>Null for all stages.</summary>
    public string? Stage { get; init; }

    public required string Owner { get; init; }
    public required string Reason { get; init; }

    /// <summary>Null for none.</summary>
    public string? Ticket { get; init; }

    /// <summary>The last day, by UTC, on which it holds.</summary>
    public required DateOnly Expires { get; init; }

    /// <summary>File and line.</summary>
    public required string Place { get; init; }

    Regex Pattern => field ??= new($"^{Regex.Escape(Resource).Replace(@"\*", ".*", StringComparison.Ordinal).Replace(@"\?", ".", StringComparison.Ordinal)}$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    /// <param name="urn">Whose stack's name begins with the stage.</param>
    public bool Covers(string urn)
    {
        var parts = urn.Split("::");
        return (Pattern.IsMatch(urn) || Pattern.IsMatch(parts[^1])) && (Stage is null || parts[0].Split(':')[^1].Split('.')[0] == Stage);
    }

    /// <summary>Whether it is for the stack of this resource and no other; a name alone may stand in any stack of the project.</summary>
    public bool IsOnlyFor(string urn) => Resource.StartsWith(urn[..(urn.IndexOf("::", StringComparison.Ordinal) + 2)], StringComparison.Ordinal);

    public bool HasExpired(DateTimeOffset now) => DateOnly.FromDateTime(now.UtcDateTime) > Expires;

    /// <summary>"platform-team until 2027-01-31 (OPS-123)".</summary>
    public string By => $"{Owner} until {Expires:yyyy-MM-dd}{(Ticket is null ? "" : $" ({Ticket})")}";
}
