using Infra.Catalog;
using Infra.Cli.Watching;
using Infra.Orchestrator;
using Infra.Orchestrator.Reporting;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Infra.Cli.Views;

/// <summary>A stage on a terminal: a pure function of status and now.</summary>
internal static class StatusTable
{
    private const int BarWidth = 10;

    internal static IRenderable Render(StageStatus stage, DateTimeOffset now)
    {
        var table = new Table { Border = TableBorder.Rounded, Expand = true }
            .Title($"{Markup.Escape(stage.Stage)}  [grey]{When.At(now, now)}[/]")
            .AddColumn(new TableColumn("service").NoWrap())
            .AddColumn(new TableColumn("[blue]blue[/]").NoWrap())
            .AddColumn(new TableColumn("[green]green[/]").NoWrap())
            .AddColumn("what it is at");
        foreach (var service in stage.Services)
        {
            table.AddRow(new Markup($"[bold]{Markup.Escape(service.Key.Service)}[/]"), Side(service, Colour.Blue), Side(service, Colour.Green), At(service, now));
        }

        return stage.WorldIsUp == false ? new Rows(table, new Text(StatusLines.World(stage), new Style(Color.Yellow))) : table;
    }

    private static Markup Side(ServiceStatus status, Colour colour)
    {
        var (declared, real) = (status.Present.Split[colour], status.Real?[colour]);
        var share = real ?? declared;
        var filled = (share.Weight.InPercent * BarWidth + 99) / 100;
        var bar = $"[{colour.Word}]{new string('█', filled)}[/][grey]{new string('░', BarWidth - filled)}[/]";
        var serves = status.Present.Split.Serving == colour ? " [bold]serves[/]" : "";
        var differs = real is null || real == declared ? "" : $"\n[red]declared {(declared.Attached ? declared.Weight : "detached")}[/]";
        return new($"{Markup.Escape(status.Present[colour].Name)}{serves}\n{bar} {(share.Attached ? share.Weight : "detached")}{differs}");
    }

    private static Rows At(ServiceStatus status, DateTimeOffset now)
    {
        var standing = status.StandingAt(now);
        return new(
        [
            new Text(StatusLines.Rollout(status, standing, now) ?? StatusLines.Serving(status), new Style(Tone(standing))),
            .. StatusLines.Watched(status, standing).Select(verdict => new Text(verdict.Line, RolloutPanel.Tone(verdict))),
            .. StatusLines.Mover(status, now) is { } mover ? [new Text(mover, new Style(Color.Grey))] : Array.Empty<Text>(),
            .. status.Findings.Select(finding => new Text($"! {finding}", new Style(Color.Red))),
        ]);
    }

    private static Color Tone(Standing? standing) => standing?.For switch
    {
        Waits.Person or Waits.Resume or Waits.Holder => Color.Red,
        null or Waits.Nothing => Color.Default,
        _ => Color.Yellow,
    };
}
