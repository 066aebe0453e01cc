namespace Infra.Platforms;

/// <summary>A platform said no, or said what can't be used: a sentence for whoever runs the rollout.</summary>
public sealed class PlatformException(string message, string code = "", Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What the platform's API calls it; empty where the platform never answered.</summary>
    public string Code { get; } = code;
}
