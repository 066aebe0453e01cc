using Infra.Orchestrator.Reporting;
using Infra.Orchestrator.Rollouts;

namespace Infra.Cli.Doctor;

/// <summary>Whether this machine's clock fits what was recorded: leases, bakes and pauses are times.</summary>
internal static class ClockCheck
{
    private const string Check = "clock";
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(1);

    internal static Finding Run(IEnumerable<ReadJournal> journals, DateTimeOffset now)
    {
        foreach (var journal in journals)
        {
            if (journal.Entries is [.., { Fact.At: var newest }] && newest > now + Slack)
            {
                return Finding.Problem(
                    Check,
                    $"It says {When.At(now, now)}, and the newest fact of {journal.Key.Service} is of {When.At(newest, now)}: this clock is at least {(newest - now).Words} behind another runner's.",
                    "Set the clocks of all runners by NTP; bakes and leases are measured by them.");
            }
        }

        return Finding.Ok(Check, $"It says {now.UtcDateTime:yyyy-MM-dd} {When.At(now, now)}, and nothing recorded is later.");
    }
}
