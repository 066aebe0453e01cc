using System.Collections.Immutable;
using Infra.Sandbox.Engine.Deployment;
using Infra.Sandbox.Engine.Events;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Commands.Views;

/// <summary>What stands under a tree or a diff: findings, diagnostics, outputs, counts.</summary>
internal static class EndView
{
    public static ImmutableArray<Line> Policies(Progress progress, RunSummary summary)
    {
        if (summary.PolicyPacks.IsEmpty) return [];
        var lines = ImmutableArray.CreateBuilder<Line>();
        lines.Add(Line.Of("Policies:", Ink.Bold));
        foreach (var (pack, version) in summary.PolicyPacks)
        {
            var findings = progress.Findings.Where(finding => pack == finding.Finding.Pack || pack.StartsWith(finding.Finding.Pack + "|", StringComparison.Ordinal)).ToArray();
            lines.Add($"    {pack.Split('|')[0]}@v{version.TrimStart('v')}{(findings.Length == 0 ? ": nothing found" : "")}");
            foreach (var (urn, finding) in findings)
            {
                lines.Add("        - " + Line.Of(finding.IsMandatory ? "[mandatory]" : "[advisory]", finding.IsMandatory ? Ink.Red : Ink.Yellow) + $"  {finding.Policy}{(urn.Length > 0 ? $"  ({TypeName.Short(Urn.Type(urn))}: {Urn.Name(urn)})" : "")}");
                lines.AddRange(finding.Message.TrimEnd().Split('\n').Select(line => Line.Of($"          {line}")));
            }
        }
        return lines.ToImmutable();
    }

    /// <summary>By resource, in the order in which they first had something to say.</summary>
    public static ImmutableArray<Line> Diagnostics(Progress progress)
    {
        if (progress.Messages.IsEmpty) return [];
        var lines = ImmutableArray.CreateBuilder<Line>();
        lines.Add(Line.Of("Diagnostics:", Ink.Bold));
        foreach (var about in progress.Messages.GroupBy(message => message.Urn, StringComparer.Ordinal))
        {
            if (lines.Count > 1) lines.Add(Line.Empty);
            lines.Add(about.Key.Length > 0 ? $"  {TypeName.Short(Urn.Type(about.Key))} ({Urn.Name(about.Key)}):" : "  global:");
            foreach (var message in about) lines.AddRange(Message(message, "    "));
        }
        return lines.ToImmutable();
    }

    public static IEnumerable<Line> Message(Progress.Message message, string margin)
    {
        var (word, ink) = message.Severity switch
        {
            "error" => ("error: ", Ink.Red),
            "warning" => ("warning: ", Ink.Yellow),
            _ => ("", Ink.Plain),
        };
        return message.Text.Split('\n').Index().Select(line => margin + (line.Index == 0 ? Line.Of(word, ink) : Line.Empty) + line.Item);
    }

    public static ImmutableArray<Line> Outputs(PropertyMap old, PropertyMap news)
    {
        var lines = old.Names.Union(news.Names, StringComparer.Ordinal).Order(StringComparer.Ordinal).SelectMany(name =>
            old[name] is { } before && news[name] is { } after && before.Plain.Equals(after.Plain)
                ? ValueLines.Of(name, after, "    ")
                : ValueLines.Changes(old.Where(one => one == name), news.Where(one => one == name), "    ")).ToArray();
        return lines.Length == 0 ? [] : [Line.Of("Outputs:", Ink.Bold), .. lines];
    }

    public static ImmutableArray<Line> Resources(RunSummary summary, bool isPreview)
    {
        var changes = Enum.GetValues<Op>().Where(op => op != Op.Same && summary.Changes.GetValueOrDefault(op.Word) > 0).Select(op => (Words: StepWords.Of(op), Count: summary.Changes[op.Word])).ToArray();
        var unchanged = summary.Changes.GetValueOrDefault(Op.Same.Word);
        if (changes.Length == 0 && unchanged == 0) return [];
        string[] totals = [.. changes.Length > 1 ? [Many(changes.Sum(change => change.Count), "change")] : (string[])[], .. unchanged > 0 ? [$"{unchanged} unchanged"] : (string[])[]];
        return
        [
            Line.Of("Resources:", Ink.Bold),
            .. changes.Select(change => "    " + Line.Of(change.Words.Sign, change.Words.Ink) + $"{change.Count} {(isPreview ? "to " + change.Words.Plan : change.Words.Done)}"),
            .. totals.Length > 0 ? [Line.Of("    " + string.Join(". ", totals))] : (Line[])[],
        ];
    }

    static string Many(int count, string what) => $"{count} {what}{(count == 1 ? "" : "s")}";
}
