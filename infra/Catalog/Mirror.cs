namespace Infra.Catalog;

/// <summary>Copies of users' requests that an attached side gets; nobody hears what it answers to them.</summary>
/// <param name="Share">How many of the requests are copied.</param>
public sealed record Mirror(Colour To, Weight Share)
{
    public override string ToString() => $"{Share} mirrored to {To.Word}";
}
