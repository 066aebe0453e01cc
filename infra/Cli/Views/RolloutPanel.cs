using Infra.Catalog;
using Infra.Orchestrator.Reporting;
using Infra.Orchestrator.Rollouts;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Infra.Cli.Views;

/// <summary>A rollout on a terminal: a pure function of snapshot and now.</summary>
internal static class RolloutPanel
{
    private const int BarWidth = 40;

    internal static IRenderable Render(RolloutSnapshot snapshot, DateTimeOffset now)
    {
        var rows = new Rows(
        [
            Shares(snapshot),
            new Text(""),
            Steps(snapshot, now),
            .. snapshot.Verdicts.Select(v => new Text(v.Line, Tone(v))),
            .. snapshot.Violations.Where(Violations.IsToldAtOnce).Select(v => new Text(Violations.Line(v), new Style(v.IsMandatory ? Color.Red : Color.Yellow))),
            .. Violations.Advices(snapshot.Violations, snapshot.Key.Stage).Select(advice => new Text(advice, new Style(Color.Yellow))),
            new Text(snapshot.Outcome is { } outcome ? OutcomeWords.Line(outcome) : snapshot.Says, new Style(decoration: Decoration.Bold)),
        ]);
        var title = snapshot.Plan is { } plan ? $"{plan.Key.Service} {plan.Release.Name}" : snapshot.Key.Service;
        return new Panel(rows) { Header = new PanelHeader($" {Markup.Escape(title)}{Clock(snapshot, now)} "), Border = BoxBorder.Rounded, Expand = true };
    }

    private static string Clock(RolloutSnapshot snapshot, DateTimeOffset now) =>
        snapshot.Started is { } started ? $"  {((snapshot.Ended ?? now) - started).Words}" : "";

    private static Rows Shares(RolloutSnapshot snapshot) =>
        new(new[] { Infra.Catalog.Colour.Blue, Infra.Catalog.Colour.Green }.Select(colour => Bar(snapshot, colour)));

    private static Markup Bar(RolloutSnapshot snapshot, Colour colour)
    {
        var share = snapshot.Shares[colour];
        var filled = share.Weight.InPercent * BarWidth / 100;
        var state = !share.Attached ? "detached" : share.Weight.ToString();
        var release = snapshot.Plan is not { } plan ? "" : plan.Candidate == colour ? plan.Release.Name : plan.StableRelease.Name;
        var role = snapshot.Serving == colour ? "serves" : "";
        return new($"{colour.Word,-6}[{colour.Word}]{new string('█', filled)}[/][grey]{new string('░', BarWidth - filled)}[/] {state,-9}{Markup.Escape(release)} {role}");
    }

    private static Grid Steps(RolloutSnapshot snapshot, DateTimeOffset now)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn().AddColumn(new GridColumn().NoWrap().RightAligned());
        foreach (var step in snapshot.Steps)
        {
            var (sign, style) = step.State switch
            {
                StepState.Waiting => ("·", new Style(Color.Grey)),
                StepState.Running => ("▸", new Style(Color.Yellow)),
                StepState.Done => ("✓", new Style(Color.Green)),
                StepState.Failed => ("✗", new Style(Color.Red)),
                StepState.Skipped => ("-", new Style(Color.Grey)),
            };
            var took = step.Began is { } began ? ((step.Ended ?? now) - began).Words : "";
            grid.AddRow(new Text(sign, style), new Text(step.Says, style), new Text(took, new Style(Color.Grey)));
        }

        return grid;
    }

    internal static Style Tone(Verdict verdict) => new(verdict switch
    {
        Verdict.Good => Color.Green,
        Verdict.Bad => Color.Red,
        _ => Color.Grey,
    });
}
