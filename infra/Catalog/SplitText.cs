namespace Infra.Catalog;

/// <summary>A <see cref="TrafficSplit"/> as it is written.</summary>
internal sealed record SplitText(string Serving, SideText Blue, SideText Green, string JournalHead);

internal sealed record SideText(bool Attached, int Weight);
