using System.Text.Json;
using System.Text.Json.Serialization;

namespace Shop;

/// <summary>What release.json says: who this is, and how it fails.</summary>
internal sealed record Release
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    /// <summary><c>web</c> or <c>api</c>.</summary>
    public required string Service { get; init; }

    [JsonPropertyName("release")]
    public required string Name { get; init; }

    public string Colour { get; init; } = "#2563eb";

    /// <summary>Every so many-th request of a process fails; 0 for none.</summary>
    public int FailEvery { get; init; }

    public int FailStatus { get; init; } = 500;

    /// <summary>Every so many-th request of a process takes <see cref="SlowMs"/> longer; 0 for none.</summary>
    public int SlowEvery { get; init; }

    public int SlowMs { get; init; }
}
