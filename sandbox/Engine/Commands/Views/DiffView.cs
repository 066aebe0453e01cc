using System.Collections.Immutable;
using Infra.Sandbox.Engine.Deployment;
using Infra.Sandbox.Engine.State;

namespace Infra.Sandbox.Engine.Commands.Views;

/// <summary>One step with all that it changes.</summary>
internal static class DiffView
{
    /// <param name="depth">How far below the top its resource stands.</param>
    public static ImmutableArray<Line> Lines(Step step, int depth)
    {
        var op = StepWords.Effect(step);
        var (words, margin) = (StepWords.Of(op), new string(' ', 4 * depth));
        var inner = margin + "        ";
        return
        [
            Line.Of($"{margin}{words.Sign.TrimEnd().PadRight(1)} {TypeName.Short(step.Subject.Type)}: ({(op == Op.Same ? "same" : words.Plan)})", words.Ink),
            .. step.Subject.Id.Length > 0 ? [Line.Of($"{inner}[id={step.Subject.Id}]", Ink.Faint)] : (Line[])[],
            Line.Of($"{inner}[urn={step.Urn}]", Ink.Faint),
            .. step.Old is { } before && step.New is { } after && before.Provider != after.Provider ? [Line.Of($"{inner}[provider: {before.Provider} => {after.Provider}]", Ink.Yellow)] : (Line[])[],
            .. Properties(step, op, words.Ink, inner),
        ];
    }

    static IEnumerable<Line> Properties(Step step, Op op, Ink ink, string margin) => op switch
    {
        Op.Same => [],
        Op.Create or Op.Read or Op.ReadReplacement or Op.Import or Op.ImportReplacement => All(step.New!, ink, margin),
        Op.Delete or Op.DeleteReplaced or Op.Discard or Op.DiscardReplaced => All(step.Old ?? step.Subject, ink, margin),
        _ when step.Op == Op.Refresh => ValueLines.Changes(step.Old!.Outputs, step.New!.Outputs, margin),
        _ => ValueLines.Changes(step.Old?.Inputs ?? Values.PropertyMap.Empty, step.New?.Inputs ?? Values.PropertyMap.Empty, margin),
    };

    static IEnumerable<Line> All(ResourceState state, Ink ink, string margin) => state.Inputs.Shown.SelectMany(input => ValueLines.Of(input.Key, input.Value, margin, ink: ink));
}
