namespace Infra.Sandbox.World;

/// <summary>A world holds its folder and does not answer.</summary>
/// <param name="says">Which one, and its process.</param>
/// <param name="remedy">How to go on.</param>
public sealed class WorldSilentException(string says, string remedy) : WorldException($"{says} {remedy}")
{
    public string Says => says;
    public string Remedy => remedy;
}
