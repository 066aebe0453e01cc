namespace Pulumi;

public readonly struct Urn(string value) : IEquatable<Urn>
{
    readonly string? text = value;

    public override string ToString() => text ?? "";

    public bool Equals(Urn other) => ToString() == other.ToString();

    public override bool Equals(object? obj) => obj is Urn other && Equals(other);

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    public static implicit operator string(Urn value) => value.ToString();

    public static bool operator ==(Urn left, Urn right) => left.Equals(right);

    public static bool operator !=(Urn left, Urn right) => !left.Equals(right);

    public static Output<string> Create(
        Input<string> name, Input<string> type, Resource? parent = null, Input<string>? parentUrn = null, Input<string>? project = null, Input<string>? stack = null)
    {
        var deployment = Deployment.Required;
        var prefix = parent is not null || parentUrn is not null
            ? (parent?.Urn ?? parentUrn!.ToOutput()).Apply(urn => urn[..urn.LastIndexOf("::", StringComparison.Ordinal)] + "$")
            : Output.Format($"urn:pulumi:{stack ?? deployment.StackName}::{project ?? deployment.ProjectName}::");
        return Output.Format($"{prefix}{type}::{name}");
    }
}
