namespace Infra.Sandbox.Engine.Commands.Views;

/// <summary>What of an operation a person wants to see.</summary>
internal sealed record DisplayOptions
{
    public bool Diff { get; init; }
    public bool ShowSames { get; init; }
    public bool ShowReads { get; init; }
    public bool SuppressOutputs { get; init; }

    /// <summary>Nothing before the end.</summary>
    public bool Quiet { get; init; }
}
