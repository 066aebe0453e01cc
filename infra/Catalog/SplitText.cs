using System.Text.Json.Serialization;

namespace Infra.Catalog;

/// <summary>A <see cref="TrafficSplit"/> as it is written.</summary>
internal sealed record SplitText(string Serving, SideText Blue, SideText Green, string JournalHead)
{
    /// <summary>Written where there is one: most splits have none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MirrorText? Mirror { get; init; }
}

internal sealed record MirrorText(string To, int Share);

internal sealed record SideText(bool Attached, int Weight);
