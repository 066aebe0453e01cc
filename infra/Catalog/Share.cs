using System.Globalization;

namespace Infra.Catalog;

/// <summary>A part of requests, such as those that fail: a fraction between 0 and 1.</summary>
public readonly record struct Share
{
    private Share(double fraction) => Fraction = fraction;

    public double Fraction { get; }

    public static Share Of(double fraction) =>
        fraction is >= 0 and <= 1 ? new(fraction) : throw new BadInputException($"{fraction} is not a part of requests; it lies between 0 and 1.");

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Fraction * 100:0.###}%");
}
