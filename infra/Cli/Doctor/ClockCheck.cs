using Infra.Catalog;
using Infra.Cli.Composition;
using Infra.Orchestrator.Journal;
using Infra.Orchestrator.Reporting;
using Infra.Orchestrator.Rollouts;

namespace Infra.Cli.Doctor;

/// <summary>Whether this machine's clock fits what was recorded: leases, bakes and pauses are times.</summary>
internal static class ClockCheck
{
    private const string Check = "clock";
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(1);

    internal static async Task<Finding> RunAsync(ProjectFolder folder, ServiceCatalog catalog, Stage stage, TimeProvider time, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var journals = new FileJournals(folder.Journal(stage), time);
        foreach (var service in catalog.Services)
        {
            if (await NewestAsync(journals, new(stage.Name, service.Name), ct) is { } newest && newest > now + Slack)
            {
                return Finding.Problem(
                    Check,
                    $"It says {When.At(now, now)}, and the newest fact of {service.Name} is of {When.At(newest, now)}: this clock is at least {(newest - now).Words} behind another runner's.",
                    "Set the clocks of all runners by NTP; bakes and leases are measured by them.");
            }
        }

        return Finding.Ok(Check, $"It says {now.UtcDateTime:yyyy-MM-dd} {When.At(now, now)}, and nothing recorded is later.");
    }

    private static async Task<DateTimeOffset?> NewestAsync(FileJournals journals, ServiceKey key, CancellationToken ct)
    {
        try
        {
            return (await journals.Open(key).ReadAsync(ct)).LastOrDefault()?.Fact.At;
        }
        catch (JournalException)
        {
            return null; // the check of its lease says so
        }
    }
}
