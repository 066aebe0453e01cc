using System.Collections.Immutable;
using Infra.Tests.Support;

namespace Infra.Tests.Faults;

/// <summary>Real rollouts by the built <c>infra</c> under every kind of fault, while users ask. What they saw stands in artifacts/tables/faults.md.</summary>
public abstract class RolloutFaultTests
{
    static readonly Table table = new("fault", "what users saw", "what the orchestrator did", "how it ended");

    internal static async Task RunAsync(ImmutableArray<FaultScenario> scenarios)
    {
        await using var stage = await FaultStage.StartAsync();
        try
        {
            foreach (var scenario in scenarios.Where(one => Whole.IsAsked || !one.OnlyWhole)) await stage.RunAsync(scenario, table);
        }
        finally
        {
            lock (table) table.Write("faults");
        }
    }
}

// Classes of their own, so that they run beside each other.

public sealed class CloudFaultTests : RolloutFaultTests
{
    [Fact]
    public Task A_rollout_over_a_faulty_cloud_and_router_harms_no_user_and_ends_well_once_it_is_mended() => RunAsync([.. Scenarios.OfResources, .. Scenarios.OfTheRouter]);
}

public sealed class SightFaultTests : RolloutFaultTests
{
    [Fact]
    public Task A_rollout_that_is_lied_to_or_cut_off_harms_no_user_and_ends_well_once_that_is_over() => RunAsync([.. Scenarios.OfTheProcess, .. Scenarios.OfWhatIsSeen]);
}
