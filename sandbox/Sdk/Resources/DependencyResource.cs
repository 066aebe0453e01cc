namespace Pulumi;

/// <summary>A resource of which nothing but its URN is known: what a value came from, as the engine told it.</summary>
internal sealed class DependencyResource(string urn) : Resource(Output.Create(urn))
{
    readonly string urn = urn;

    // Two mentions of one URN are one dependency.
    public override bool Equals(object? obj) => obj is DependencyResource other && other.urn == urn;

    public override int GetHashCode() => urn.GetHashCode(StringComparison.Ordinal);
}
