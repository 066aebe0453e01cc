using System.Text;

namespace Infra.Policies.Sdk.Reports;

/// <summary>For people: by resource, then by rule.</summary>
internal static class ConsoleReport
{
    public static string Of(PolicyReport report)
    {
        var text = new StringBuilder();
        foreach (var resource in report.Told.GroupBy(entry => entry.Urn))
        {
            text.AppendLine(resource.Key.Length == 0 ? "the stack" : $"{resource.First().Name}  {resource.Key}");
            foreach (var entry in resource)
                text.AppendLine($"  {Word(entry.Verdict),-9} {entry.Rule.Name} ({Severity(entry.Rule)}): {entry.Message}");
        }

        if (report.Told.Any())
        {
            text.AppendLine().AppendLine("By rule:");
            foreach (var rule in report.Told.GroupBy(entry => entry.Rule))
                text.AppendLine($"  {rule.Key.Name}: {string.Join(", ", rule.GroupBy(entry => entry.Verdict).Select(same => $"{same.Count()} {Word(same.Key)}"))} ({string.Join(", ", rule.Select(entry => entry.Name).Distinct())})");
            text.AppendLine();
        }

        foreach (var unneeded in report.Unneeded) text.AppendLine(unneeded);
        return text.Append($"{report.Subject}: {report.Summary}").ToString();
    }

    public static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Refused => "refused",
        Verdict.Advised => "advised",
        Verdict.Exempted => "exempted",
        Verdict.NotKnown => "not known",
        Verdict.NotApplicable => "nothing to say",
        Verdict.Kept => "kept",
    };

    public static string Severity(Rule rule) => rule.Severity.ToString().ToLowerInvariant();
}
