using System.Collections.Immutable;
using Infra.Sandbox.Engine.Deployment;
using Infra.Sandbox.Engine.Events;

namespace Infra.Sandbox.Engine.Commands.Views;

/// <summary>What an operation has told so far, by resource. Immutable: each event makes the next one.</summary>
internal sealed record Progress(bool IsPreview)
{
    ImmutableDictionary<string, Row> ByUrn { get; init; } = ImmutableDictionary.Create<string, Row>(StringComparer.Ordinal);

    /// <summary>In the order in which they were first heard of.</summary>
    public IEnumerable<Row> Rows => ByUrn.Values.OrderBy(row => row.Order);
    public ImmutableList<Message> Messages { get; init; } = [];
    public ImmutableList<(string Urn, PolicyFinding Finding)> Findings { get; init; } = [];

    public Row? Find(string urn) => ByUrn.GetValueOrDefault(urn);

    internal enum RowState
    {
        Going,
        Done,
        Failed,
    }

    /// <summary>A resource and its newest step.</summary>
    internal sealed record Row(int Order, string Urn, string Parent, string Type, string Name, Op Op, RowState State, string Keys, DateTimeOffset Began, DateTimeOffset Ended);

    /// <summary>What was said about a resource.</summary>
    internal sealed record Message(string Urn, string Severity, string Text);

    public Progress After(EngineEvent happened, DateTimeOffset now) => happened switch
    {
        { Step: { IsInternal: false } step } => With(step, happened.Kind, now),
        { Finding: { } finding } => this with { Findings = Findings.Add((happened.Urn ?? "", finding)) },
        { Severity: "error" or "warning" or "info" or "info#err" } => this with { Messages = Messages.Add(new(happened.Urn ?? "", happened.Severity, happened.Text.TrimEnd())) },
        _ => this,
    };

    Progress With(Step step, string kind, DateTimeOffset now)
    {
        var known = Find(step.Urn);
        var op = StepWords.Effect(step);
        var row = new Row(known?.Order ?? ByUrn.Count, step.Urn, step.Subject.Parent, step.Subject.Type, Urn.Name(step.Urn), Whole(known, op), kind switch
        {
            "resourcePreEvent" => RowState.Going,
            "resOpFailedEvent" => RowState.Failed,
            _ => RowState.Done,
        }, StepWords.Keys(step) is { Length: > 0 } keys ? keys : known?.Keys ?? "", kind == "resourcePreEvent" || known is null ? now : known.Began, now);
        // The last step of a component says that it is as it was; what was done to it came before.
        if (known is { Op: not Op.Same } && op == Op.Same) row = known with { State = row.State, Ended = now };
        return this with { ByUrn = ByUrn.SetItem(row.Urn, row) };
    }

    /// <summary>In a preview the parts of a replacement are one; in an update each is seen while it is done.</summary>
    Op Whole(Row? known, Op op) => (known?.Op, op) switch
    {
        (Op.Replace, Op.DeleteReplaced) when !IsPreview => op,
        (Op.Replace, _) => Op.Replace,
        (_, Op.CreateReplacement or Op.ImportReplacement or Op.DeleteReplaced) when IsPreview => Op.Replace,
        _ => op,
    };
}
