using System.Globalization;
using System.Text.Json.Nodes;
using Infra.Catalog;
using Infra.Orchestrator.Traffic;

namespace Infra.Platforms.Aws;

/// <summary>Virtual CPUs that run at once: what a second side needs, beside what CloudWatch counts in all of the account and region.</summary>
internal sealed class AwsQuotas(AwsClient aws) : IQuotas
{
    // Codes of Service Quotas: "Fargate On-Demand vCPU resource count" and "Running On-Demand Standard (A, C, D, H, I, M, R, T, Z) instances".
    private const string Fargate = "L-3032A538", Instances = "L-1216C47A";
    private const string Standard = "acdhimrtz";

    private static readonly TimeSpan _recent = TimeSpan.FromHours(1);

    public async Task<QuotaAnswer> AskAsync(Service service, PlatformKind platform, int replicas, CancellationToken ct)
    {
        try
        {
            if (platform == PlatformKind.AwsEcs)
                return await AskAsync("fargate", Fargate, replicas * service.Cpu / 1024d, $"{replicas} replicas of {service.Name}", ct);
            var instance = service.Instance ?? "";
            return instance.Length > 0 && Standard.Contains(instance[0], StringComparison.Ordinal)
                ? await AskAsync("ec2", Instances, replicas * await CoresAsync(instance, ct), $"{replicas} {instance} of {service.Name}", ct)
                : new QuotaAnswer.Unknown($"no quota is known for instances like {instance}.");
        }
        catch (PlatformException e)
        {
            return new QuotaAnswer.Unknown(e.Message);
        }
    }

    private async Task<QuotaAnswer> AskAsync(string service, string code, double needed, string what, CancellationToken ct)
    {
        var quota = await QuotaAsync(service, code, ct);
        var (name, limit) = ($"{quota["QuotaName"]}", (double?)quota["Value"] ?? 0);
        if (quota["UsageMetric"] is not JsonObject metric || await UsedAsync(metric, ct) is not { } used)
            return new QuotaAnswer.Unknown($"CloudWatch counts nothing for the quota {name}.");
        return used + needed <= limit ? new QuotaAnswer.Enough() : new QuotaAnswer.Lacking(string.Create(CultureInfo.InvariantCulture,
            $"{what} need {needed:0.##} vCPU beside the {used:0.##} that run, and account {aws.Scope.Account} may run {limit:0.##} in {aws.Scope.Region} ({name}). Raise it: `aws service-quotas request-service-quota-increase --service-code {service} --quota-code {code} --desired-value {Math.Ceiling(used + needed):0} --region {aws.Scope.Region}`."));
    }

    /// <summary>The account's own value; the one that every account has where nobody changed it.</summary>
    private async Task<JsonNode> QuotaAsync(string service, string code, CancellationToken ct)
    {
        JsonObject Body() => new() { ["ServiceCode"] = service, ["QuotaCode"] = code };
        try
        {
            return Quota(await aws.JsonAsync(AwsService.Quotas, aws.Scope.Region, "GetServiceQuota", Body(), ct));
        }
        catch (PlatformException e) when (e.Code == "NoSuchResourceException")
        {
            return Quota(await aws.JsonAsync(AwsService.Quotas, aws.Scope.Region, "GetAWSDefaultServiceQuota", Body(), ct));
        }
    }

    private static JsonNode Quota(JsonNode answer) => answer["Quota"] ?? throw new PlatformException("Service Quotas answered without a quota.");

    /// <summary>The newest figure; null where there is none.</summary>
    private async Task<double?> UsedAsync(JsonObject metric, CancellationToken ct)
    {
        var statistic = $"{metric["MetricStatisticRecommendation"] ?? "Maximum"}";
        var answer = await aws.QueryAsync(AwsService.CloudWatch, "GetMetricStatistics",
        [
            new("Namespace", $"{metric["MetricNamespace"]}"),
            new("MetricName", $"{metric["MetricName"]}"),
            new("StartTime", CloudWatch.Iso(aws.Now - _recent)),
            new("EndTime", CloudWatch.Iso(aws.Now)),
            new("Period", "300"),
            new("Statistics.member.1", statistic),
            .. (metric["MetricDimensions"] as JsonObject ?? []).Index().SelectMany(dimension => (KeyValuePair<string, string>[])
            [
                new($"Dimensions.member.{dimension.Index + 1}.Name", dimension.Item.Key),
                new($"Dimensions.member.{dimension.Index + 1}.Value", $"{dimension.Item.Value}"),
            ]),
        ], ct);
        return answer.Members("Datapoints").OrderBy(point => CloudWatch.Time(point.Text("Timestamp"))).LastOrDefault() is { } newest
            ? double.Parse(newest.Text(statistic), CultureInfo.InvariantCulture)
            : null;
    }

    private async Task<int> CoresAsync(string instance, CancellationToken ct)
    {
        var answer = await aws.QueryAsync(AwsService.Ec2, "DescribeInstanceTypes", [new("InstanceType.1", instance)], ct);
        return answer.Members("instanceTypeSet").FirstOrDefault() is { } type
            ? int.Parse(type.At("vCpuInfo").Text("defaultVCpus"), CultureInfo.InvariantCulture)
            : throw new PlatformException($"EC2 in {aws.Scope.Region} knows no instance type {instance}.");
    }
}
