namespace Infra.Catalog;

/// <summary>One side in the traffic rule: a detached side is not in the rule at all.</summary>
public sealed record SideShare(bool Attached, Weight Weight)
{
    public static SideShare Detached { get; } = new(false, Weight.Zero);
}
