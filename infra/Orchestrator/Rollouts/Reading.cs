using System.Text.Json.Serialization;
using Infra.Catalog;

namespace Infra.Orchestrator.Rollouts;

/// <summary>What a probe saw; the family is closed.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "reading")]
[JsonDerivedType(typeof(Totals), "totals")]
[JsonDerivedType(typeof(Blind), "blind")]
public abstract record Reading
{
    private Reading()
    {
    }

    /// <summary>Answers so far, per side: totals that only grow.</summary>
    public sealed record Totals(Counts Blue, Counts Green) : Reading
    {
        /// <summary>Counts that come late end here; null for those that are up to the second.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public DateTimeOffset? Until { get; init; }

        public Counts this[Colour colour] => colour == Colour.Blue ? Blue : Green;
    }

    /// <summary>Could not measure: never zero, never good.</summary>
    public sealed record Blind(string Why) : Reading;
}
