using System.Collections.Immutable;
using Infra.Sandbox.Engine.Commands.Views;
using Infra.Sandbox.Engine.Deployment;
using Infra.Sandbox.Engine.Events;
using Infra.Sandbox.Engine.State;
using Infra.Sandbox.Engine.Values;

namespace Infra.Tests.Command;

/// <summary>An operation as its events tell it, made by hand.</summary>
internal sealed class Told(bool isPreview)
{
    static readonly DateTimeOffset start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    DateTimeOffset now = start;

    public Progress Progress { get; private set; } = new(isPreview);

    public static ResourceState Stack { get; } = State("pulumi:pulumi:Stack", "shop-dev", "", custom: false);

    public static ResourceState State(string type, string name, string parent, PropertyMap? inputs = null, string id = "", bool custom = true) => new()
    {
        Urn = Urn.Of("dev", "shop", parent, type, name),
        Type = type,
        Custom = custom,
        Id = id,
        Parent = parent,
        Inputs = inputs ?? PropertyMap.Empty,
    };

    public static Step Step(Op op, ResourceState? old, ResourceState? news) => new()
    {
        Op = op,
        Old = old,
        New = news,
        Diff = old is not null && news is not null ? PropertyDiff.Of(old.Inputs, news.Inputs) : Sandbox.Engine.Deployment.Step.NoDiff,
    };

    public Told Begins(Step step) => Hears(new EngineEvent("resourcePreEvent", "") { Step = step, Urn = step.Urn });

    public Told Does(Step step) => Begins(step).Hears(new EngineEvent("resOutputsEvent", "") { Step = step, Urn = step.Urn });

    public Told Fails(Step step) => Begins(step).Hears(new EngineEvent("resOpFailedEvent", "") { Step = step, Urn = step.Urn });

    public Told Says(string severity, string text, string urn) => Hears(new EngineEvent("diagnosticEvent", "") { Severity = severity, Text = text, Urn = urn });

    public Told Finds(string urn, bool isMandatory, string message) =>
        Hears(new EngineEvent("policyEvent", "") { Urn = urn, Finding = new PolicyFinding("required-tags", "infra", "1.0.0", message, isMandatory, urn) });

    /// <summary>Each event comes half a second after the one before.</summary>
    Told Hears(EngineEvent happened)
    {
        now += TimeSpan.FromMilliseconds(500);
        Progress = Progress.After(happened, now);
        return this;
    }

    public string Tree(bool color = false, bool sames = false) => Text(TreeView.Lines(Progress, now + TimeSpan.FromSeconds(2), sames, reads: false), color);

    public static string Text(IEnumerable<Line> lines, bool color = false) => string.Join('\n', lines.Select(line => line.Show(color)));

    public static RunSummary Summary(params (string Op, int Count)[] changes) => new("succeeded", TimeSpan.FromSeconds(75),
        changes.ToImmutableSortedDictionary(change => change.Op, change => change.Count), ImmutableSortedDictionary<string, string>.Empty.Add("infra|local|/p", "1.0.0").Add("aws-guard", "2.0.0"));
}
