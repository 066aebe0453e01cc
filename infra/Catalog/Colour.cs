namespace Infra.Catalog;

/// <summary>The two sides of a service in a stage.</summary>
public enum Colour
{
    Blue,
    Green,
}
