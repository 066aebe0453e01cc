namespace Infra.Sandbox.World.Model;

/// <summary>Headers that mean something to the router.</summary>
public static class RequestHeaders
{
    /// <summary>Marks a request that a tool made and no user; the router counts these once more, apart.</summary>
    public const string Synthetic = "X-Infra-Synthetic";

    /// <summary>Marks a copy that the router made of a request: the original has been answered by somebody else.</summary>
    public const string Mirrored = "X-Infra-Mirrored";
}
