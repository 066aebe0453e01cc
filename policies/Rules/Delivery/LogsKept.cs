using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Delivery;

internal static class LogsKept
{
    public static readonly ResourceRule Rule = new()
    {
        Name = "logs-kept",
        Demand = "Containers write logs, and log groups keep them for a time that is set.",
        Because = "Without logs nobody can say why a release was returned; without a retention they are kept and paid for for ever.",
        Mend = "Give every container a logConfiguration, and every log group retentionInDays, such as 30.",
        Level = Level.Mandatory,
        Severity = Severity.Medium,
        Controls = [Frameworks.Nist("AU-11"), Frameworks.Soc2("CC7.2"), Frameworks.Iso("A.8.15"), Frameworks.Pci("10.5.1")],
        Types = [Tokens.LogGroup, Tokens.TaskDefinition],
        Check = Check,
    };

    static void Check(Resource resource, Report report)
    {
        if (resource.Type == Tokens.LogGroup)
            LogGroup(resource, report);
        else
            report.Each(Container.Of(resource), container =>
            {
                var driver = container.Definition["logConfiguration"]["logDriver"].Text;
                if (driver is null or "" or "none") report.Violation($"{container} of {resource} writes its logs nowhere.");
            });
    }

    static void LogGroup(Resource group, Report report)
    {
        var days = group["retentionInDays"];
        if (days.IsMissing)
            report.Violation($"{group} sets no retention.");
        else if (days.Number is not > 0)
            report.Violation($"{group} has the retention '{days.Text}', which is no number of days above 0.");
    }
}
