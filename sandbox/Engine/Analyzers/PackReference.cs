namespace Infra.Sandbox.Engine.Analyzers;

/// <summary>A policy pack that is to judge: an executable file, or a folder with PulumiPolicy.yaml.</summary>
/// <param name="Path">Relative to the folder of the program.</param>
public sealed record PackReference(string Path)
{
    /// <summary>What it is set to beyond what it brings along; null for nothing.</summary>
    internal PackSettings? Settings { get; init; }
}
