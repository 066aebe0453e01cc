using Infra.Catalog;
using Infra.Orchestrator.Traffic;
using Infra.Tests.Support;

namespace Infra.Tests.Platforms.Aws;

public sealed class AwsQuotasTests
{
    const string Fargate = "L-3032A538", Instances = "L-1216C47A";

    static readonly Service web = Some.Service() with { Cpu = 512, Instance = "m7g.large" };

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(PlatformKind.AwsEcs, Fargate, 8, 6)] // 4 replicas of half a CPU
    [InlineData(PlatformKind.AwsAsg, Instances, 14, 6)] // 4 instances of two
    public async Task A_second_side_that_just_fits_is_let_in(PlatformKind platform, string code, double limit, double used)
    {
        await using var stand = await AwsStand.StartAsync();
        stand.Aws.Quotas[code] = (limit, 0, used);

        Assert.IsType<QuotaAnswer.Enough>(await stand.Own.Quotas.AskAsync(web, platform, 4, Ct));
        stand.Aws.Quotas[code] = (limit, 0, used + 0.25);
        Assert.IsType<QuotaAnswer.Lacking>(await stand.Own.Quotas.AskAsync(web, platform, 4, Ct));
    }

    [Fact]
    public async Task What_lacks_is_told_with_how_to_raise_it()
    {
        await using var stand = await AwsStand.StartAsync();
        stand.Aws.Quotas[Fargate] = (null, 6, 5);

        var lacking = Assert.IsType<QuotaAnswer.Lacking>(await stand.Own.Quotas.AskAsync(web, PlatformKind.AwsEcs, 4, Ct));

        Assert.Equal(
            "4 replicas of web need 2 vCPU beside the 5 that run, and account 111122223333 may run 6 in eu-west-1 (Quota L-3032A538). Raise it: `aws service-quotas request-service-quota-increase --service-code fargate --quota-code L-3032A538 --desired-value 7 --region eu-west-1`.",
            lacking.Says);
    }

    [Fact]
    public async Task What_nobody_counts_or_lets_us_see_is_not_known()
    {
        await using var stand = await AwsStand.StartAsync();
        stand.Aws.Quotas[Fargate] = (6, 6, null);

        Assert.Equal("CloudWatch counts nothing for the quota Quota L-3032A538.", Assert.IsType<QuotaAnswer.Unknown>(await stand.Own.Quotas.AskAsync(web, PlatformKind.AwsEcs, 4, Ct)).Why);
        Assert.Equal("no quota is known for instances like p5.large.", Assert.IsType<QuotaAnswer.Unknown>(await stand.Own.Quotas.AskAsync(web with { Instance = "p5.large" }, PlatformKind.AwsAsg, 4, Ct)).Why);
        stand.Aws.Quotas.Clear();
        Assert.Contains("NoSuchResourceException", Assert.IsType<QuotaAnswer.Unknown>(await stand.Own.Quotas.AskAsync(web, PlatformKind.AwsEcs, 4, Ct)).Why, StringComparison.Ordinal);
    }
}
