using Infra.Catalog;

namespace Infra.Stacks.Environment;

/// <summary>What the traffic stack says of the side that serves: a side that serves is replaced by a rollout, never changed.</summary>
/// <param name="Serving">The side that serves; null before the first release.</param>
/// <param name="Fingerprint">Of the environment with which it serves.</param>
internal sealed record ServingSide(Colour? Serving, string Fingerprint)
{
    /// <param name="traffic">The last outputs of the service's traffic stack.</param>
    public static async Task<ServingSide> ReadAsync(LastOutputs traffic) =>
        new(ColourNames.Parse(await traffic.TextAsync(StackOutputs.Traffic.Serving) ?? "none"), await traffic.TextAsync(StackOutputs.Traffic.ServingFingerprint) ?? "");

    /// <exception cref="BadInputException">This side serves, and would run nothing.</exception>
    public void RefuseToEmpty(string stack, Colour colour)
    {
        if (Serving == colour)
            throw new BadInputException($"{stack}: {colour.Word} serves users and would be emptied. Let the other side serve first: `infra rollout`, or `infra rollback`.");
    }

    /// <exception cref="BadInputException">This side serves, and would be another than it is.</exception>
    public void RefuseToChange(string stack, EnvironmentSpec spec)
    {
        if (Serving == spec.Colour && Fingerprint != spec.Fingerprint)
            throw new BadInputException(
                $"{stack}: {spec.Colour.Word} serves users with fingerprint {Short(Fingerprint)} and would be changed to {Short(spec.Fingerprint)} (release {spec.Release.Name}). " +
                $"Something in {ServiceCatalog.FileName}, the release or the network has changed since it was proven; ship it with `infra rollout {spec.Service}`, or take the change back.");
    }

    static string Short(string fingerprint) => fingerprint.Length > 12 ? fingerprint[..12] : fingerprint.Length == 0 ? "none" : fingerprint;
}
