namespace Infra.Catalog;

/// <summary>A whole percentage of a service's traffic.</summary>
public readonly record struct Weight : IComparable<Weight>
{
    private Weight(int percent) => InPercent = percent;

    public static Weight Zero => default;
    public static Weight All => new(100);

    public int InPercent { get; }
    public Weight Rest => new(100 - InPercent);

    public static Weight Percent(int percent) =>
        percent is >= 0 and <= 100 ? new(percent) : throw new BadInputException($"{percent}% is not a share of traffic; it lies between 0% and 100%.");

    public static bool operator <(Weight left, Weight right) => left.InPercent < right.InPercent;
    public static bool operator >(Weight left, Weight right) => left.InPercent > right.InPercent;
    public static bool operator <=(Weight left, Weight right) => left.InPercent <= right.InPercent;
    public static bool operator >=(Weight left, Weight right) => left.InPercent >= right.InPercent;

    public int CompareTo(Weight other) => InPercent.CompareTo(other.InPercent);

    public override string ToString() => $"{InPercent}%";
}
