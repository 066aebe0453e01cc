using System.Collections.Immutable;
using Infra.Sandbox.Engine.Deployment;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Commands.Views;

/// <summary>What people read of a step.</summary>
/// <param name="Sign">Two characters.</param>
/// <param name="Plan">What is to be done.</param>
internal sealed record StepWords(string Sign, Ink Ink, string Plan, string Doing, string Done)
{
    public static StepWords Of(Op op) => op switch
    {
        Op.Same => new("  ", Ink.Plain, "", "", ""),
        Op.Create => new("+ ", Ink.Green, "create", "creating", "created"),
        Op.Update => new("~ ", Ink.Yellow, "update", "updating", "updated"),
        Op.Delete => new("- ", Ink.Red, "delete", "deleting", "deleted"),
        Op.Replace => new("+-", Ink.Magenta, "replace", "replacing", "replaced"),
        Op.CreateReplacement => new("++", Ink.Green, "create replacement", "creating replacement", "created replacement"),
        Op.DeleteReplaced => new("--", Ink.Red, "delete original", "deleting original", "deleted original"),
        Op.Read => new("> ", Ink.Cyan, "read", "reading", "read"),
        Op.ReadReplacement => new(">>", Ink.Cyan, "read for replacement", "reading for replacement", "read for replacement"),
        Op.Refresh => new("~ ", Ink.Yellow, "refresh", "refreshing", "refreshed"),
        Op.Discard => new("< ", Ink.Red, "discard", "discarding", "discarded"),
        Op.DiscardReplaced => new("<<", Ink.Red, "discard original", "discarding original", "discarded original"),
        Op.RemovePendingReplace => new("~ ", Ink.Faint, "complete replacement", "completing replacement", "completed replacement"),
        Op.Import => new("= ", Ink.Cyan, "import", "importing", "imported"),
        Op.ImportReplacement => new("=>", Ink.Cyan, "import replacement", "importing replacement", "imported replacement"),
    };

    /// <summary>What a refresh found is told as what it amounts to.</summary>
    public static Op Effect(Step step) => step.Op != Op.Refresh ? step.Op : step switch
    {
        { New: null } => Op.Delete,
        { Old: { } old, New: { } now } when old.Inputs.Equals(now.Inputs) && old.Outputs.Equals(now.Outputs) => Op.Same,
        _ => Op.Update,
    };

    /// <summary>The properties that change: of the inputs, or of what a refresh found.</summary>
    public static ImmutableSortedDictionary<string, DiffKind> Changes(Step step) =>
        step.Op == Op.Refresh ? step is { Old: { } old, New: { } now } ? PropertyDiff.Of(old.Outputs, now.Outputs) : Step.NoDiff : step.Diff;

    /// <summary><c>[diff: +added,~changed,-gone]</c>, or nothing.</summary>
    public static string Keys(Step step)
    {
        var keys = Changes(step).GroupBy(change => PropertyDiff.Root(change.Key), StringComparer.Ordinal)
            .Select(group => (group.Any(change => change.Key != group.Key) ? "~" : SignOf(group.First().Value)) + group.Key).ToArray();
        return keys.Length == 0 ? "" : $"[diff: {string.Join(',', keys)}]";
    }

    static string SignOf(DiffKind kind) => kind switch
    {
        DiffKind.Add => "+",
        DiffKind.Delete => "-",
        DiffKind.Update => "~",
    };
}
