using System.Text.Json.Serialization;

namespace Infra.Orchestrator.Rollouts;

/// <summary>What was counted between two looks; the family is closed.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "window")]
[JsonDerivedType(typeof(Counted), "counted")]
[JsonDerivedType(typeof(Blind), "blind")]
public abstract record Window
{
    private Window()
    {
    }

    /// <summary>The first look of a step: it only sets the mark from which the next ones count.</summary>
    /// <param name="Set">The weights that were set while this was counted.</param>
    public sealed record Counted(Counts Candidate, Counts Stable, Shares Set) : Window;

    /// <summary>Nothing could be measured: never the same as nothing happened.</summary>
    public sealed record Blind(string Why) : Window;
}
