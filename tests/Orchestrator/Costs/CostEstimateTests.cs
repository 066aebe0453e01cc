using Infra.Catalog;
using Infra.Orchestrator.Costs;
using Infra.Tests.Support;

namespace Infra.Tests.Orchestrator.Costs;

public sealed class CostEstimateTests
{
    // 2 bakes of 1 min, 5 s of draining and 10 s of settling to verify, 30 s warm, 5 s of draining: 170 s.
    static readonly TimeSpan planned = TimeSpan.FromSeconds(170);

    [Fact]
    public void On_Fargate_it_is_vCPUs_and_memory_for_the_planned_time()
    {
        var cost = CostEstimate.Of(Some.Plan(), Some.Service(), PlatformKind.AwsEcs, Prices.Known);

        Assert.Equal(planned, cost.Planned);
        // 0.5 vCPU at 0.04048 and 1 GiB at 0.004445 an hour, for 170 s.
        Assert.Equal(0.0012m, cost.Dollars);
        Assert.Equal("A second side runs for at least 2.8 min: about $0.0012 (0.5 vCPU and 1 GiB on Fargate, us-east-1 list prices of 2026-03).", cost.Says);
    }

    [Fact]
    public void On_instances_it_is_their_hours()
    {
        var cost = CostEstimate.Of(Some.Plan(), Some.Service() with { Replicas = 100, Instance = "t3.large" }, PlatformKind.AwsAsg, Prices.Known);

        Assert.Equal(Math.Round(100 * 0.0832m * 170 / 3600, 4), cost.Dollars);
    }

    [Theory]
    [InlineData(PlatformKind.Kubernetes, "A second side runs for at least 2.8 min: 0.5 vCPU and 1 GiB; what that costs is a matter of the cluster's nodes.")]
    [InlineData(PlatformKind.AwsAsg, "A second side runs for at least 2.8 min: 2 x1e.32xlarge; prices.json knows no x1e.32xlarge.")]
    public void What_nobody_knows_is_said(PlatformKind platform, string says)
    {
        var cost = CostEstimate.Of(Some.Plan(), Some.Service() with { Instance = "x1e.32xlarge" }, platform, Prices.Known);

        Assert.Equal((null, says), (cost.Dollars, cost.Says));
    }
}
