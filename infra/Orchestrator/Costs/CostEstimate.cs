using System.Globalization;
using Infra.Catalog;
using Infra.Orchestrator.Rollouts;

namespace Infra.Orchestrator.Costs;

/// <summary>What it costs that a second side runs for as long as a rollout is planned to take.</summary>
/// <param name="Planned">The sum of all steps that take their time; nobody knows how long provisioning takes.</param>
/// <param name="Dollars">Null where nobody knows a price.</param>
/// <param name="Says">In a sentence, with what it was counted from.</param>
public sealed record CostEstimate(TimeSpan Planned, decimal? Dollars, string Says)
{
    internal static CostEstimate Of(Plan plan, Service service, PlatformKind platform, Prices prices)
    {
        var planned = Time(plan);
        var hours = (decimal)planned.TotalHours;
        var (vcpu, gib) = (service.Replicas * service.Cpu / 1024m, service.Replicas * service.Memory / 1024m);
        var size = string.Create(CultureInfo.InvariantCulture, $"{vcpu:0.##} vCPU and {gib:0.##} GiB");
        var from = $"{prices.Region} list prices of {prices.AsOf}";
        return platform switch
        {
            PlatformKind.AwsEcs => Priced((vcpu * prices.Fargate.VcpuHour + gib * prices.Fargate.GibHour) * hours, $"{size} on Fargate", from),
            PlatformKind.AwsAsg when service.Instance is { } instance && prices.InstanceHour.TryGetValue(instance, out var price) => Priced(service.Replicas * price * hours, $"{service.Replicas} {instance}", from),
            PlatformKind.AwsAsg => Unpriced($"{service.Replicas} {service.Instance}", $"prices.json knows no {service.Instance}"),
            PlatformKind.Kubernetes => Unpriced(size, "what that costs is a matter of the cluster's nodes"),
            _ => throw new System.Diagnostics.UnreachableException($"{platform}"),
        };

        CostEstimate Priced(decimal dollars, string what, string prices) =>
            new(planned, Math.Round(dollars, 4), string.Create(CultureInfo.InvariantCulture, $"A second side runs for at least {planned.Words}: about ${dollars:0.00##} ({what}, {prices})."));

        CostEstimate Unpriced(string what, string why) => new(planned, null, $"A second side runs for at least {planned.Words}: {what}; {why}.");
    }

    private static TimeSpan Time(Plan plan) => plan.Steps.Aggregate(TimeSpan.Zero, (sum, step) => sum + step switch
    {
        PlannedStep.Bake bake => bake.For,
        PlannedStep.Pause pause => pause.For,
        PlannedStep.Warm warm => warm.For,
        PlannedStep.Drain drain => drain.For,
        PlannedStep.Verify verify => verify.Within,
        _ => TimeSpan.Zero,
    });
}
