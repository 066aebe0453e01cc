using Infra.Platforms;
using Infra.Tests.Support;

namespace Infra.Tests.Platforms.Aws;

/// <summary>What goes wrong between us and AWS, and what is done about it.</summary>
public sealed class AwsMannersTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_is_throttled_asks_again_ever_later()
    {
        await using var stand = await AwsStand.StartAsync();
        await stand.Router.ReadAsync(stand.Route, Ct);
        stand.Aws.TooMany = 4;

        Assert.Equal(Scenario.Shares(100, 0), await stand.Router.ReadAsync(stand.Route, Ct));

        // 100, 200, 400 and 800 ms, of each at least half.
        Assert.InRange(stand.Time.Waited, TimeSpan.FromMilliseconds(750), TimeSpan.FromMilliseconds(1500));
    }

    [Fact]
    public async Task Who_is_throttled_for_long_gives_up_within_five_seconds_and_says_so()
    {
        await using var stand = await AwsStand.StartAsync();
        await stand.Router.ReadAsync(stand.Route, Ct);
        stand.Aws.TooMany = 1000;

        var refusal = await Assert.ThrowsAsync<PlatformException>(() => stand.Router.ReadAsync(stand.Route, Ct));

        Assert.Equal("AWS refused elasticloadbalancing:DescribeRules with Throttling: Rate exceeded.", refusal.Message);
        Assert.True(stand.Time.Waited < TimeSpan.FromSeconds(5), $"waited {stand.Time.Waited}");
    }

    [Fact]
    public async Task What_breaks_inside_AWS_is_asked_again()
    {
        await using var stand = await AwsStand.StartAsync();
        await stand.Router.ReadAsync(stand.Route, Ct);
        stand.Aws.Broken = 2;

        await stand.Router.SetAsync(stand.Route, Scenario.Shares(90, 10), () => Task.CompletedTask, Ct);

        Assert.Equal(Scenario.Shares(90, 10), await stand.Router.ReadAsync(stand.Route, Ct));
    }

    [Theory]
    [InlineData(-20)]
    [InlineData(90)]
    public async Task A_clock_that_is_off_is_corrected_once_by_the_date_of_the_answer(int minutesAhead)
    {
        await using var stand = await AwsStand.StartAsync();
        stand.Aws.ClockAhead = TimeSpan.FromMinutes(minutesAhead);

        Assert.Equal(Scenario.Shares(100, 0), await stand.Router.ReadAsync(stand.Route, Ct));
        await stand.Router.ReadAsync(stand.Route, Ct);

        // Refused once, then right for good; no waiting helps a clock.
        Assert.Equal(["GetCallerIdentity", "GetCallerIdentity", "DescribeRules", "DescribeRules"], stand.Aws.Asked);
        Assert.Equal(TimeSpan.Zero, stand.Time.Waited);
    }

    [Fact]
    public async Task A_signature_that_is_wrong_for_another_reason_is_not_asked_again()
    {
        await using var stand = await AwsStand.StartAsync();
        stand.Caller = _ => new("AKIDALICE", "not-alices-secret", null);

        var refusal = await Assert.ThrowsAsync<PlatformException>(() => stand.Router.ReadAsync(stand.Route, Ct));

        Assert.Contains("SignatureDoesNotMatch", refusal.Message);
        Assert.Single(stand.Aws.Asked);
    }

    [Fact]
    public async Task Credentials_that_ran_out_are_made_anew_once()
    {
        await using var stand = await AwsStand.StartAsync();
        stand.Aws.Keys.Add("ASIAOLD", "old", "old-token", FakeAws.Account, Some.Noon.AddMinutes(-1));
        stand.Caller = anew => anew ? new("AKIDALICE", "alices-secret", null) : new("ASIAOLD", "old", "old-token");

        Assert.Equal(Scenario.Shares(100, 0), await stand.Router.ReadAsync(stand.Route, Ct));
    }

    [Fact]
    public async Task Credentials_that_stay_expired_are_a_sentence_that_says_how_to_go_on()
    {
        await using var stand = await AwsStand.StartAsync();
        stand.Aws.Keys.Add("ASIAOLD", "old", "old-token", FakeAws.Account, Some.Noon.AddMinutes(-1));
        stand.Caller = _ => new("ASIAOLD", "old", "old-token");

        var refusal = await Assert.ThrowsAsync<PlatformException>(() => stand.Router.ReadAsync(stand.Route, Ct));

        Assert.Equal("AWS says that the credentials have expired (ExpiredToken). Sign in again, with `aws sso login` or however they were made, and go on.", refusal.Message);
    }

    [Fact]
    public async Task Nothing_is_read_or_moved_in_another_account()
    {
        await using var stand = await AwsStand.StartAsync();
        stand.Aws.Keys.Add("AKIDBOB", "bobs", "", "999999999999", DateTimeOffset.MaxValue);
        stand.Caller = _ => new("AKIDBOB", "bobs", null);

        var refusal = await Assert.ThrowsAsync<PlatformException>(() => stand.Router.SetAsync(stand.Route, Scenario.Shares(0, 100), () => Task.CompletedTask, Ct));

        Assert.StartsWith("These credentials are of AWS account 999999999999, and the stage is in 111122223333.", refusal.Message);
        Assert.Equal(["GetCallerIdentity"], stand.Aws.Asked);
    }

    [Fact]
    public async Task A_role_is_assumed_once_and_again_before_it_runs_out()
    {
        await using var stand = await AwsStand.StartAsync($"arn:aws:iam::{FakeAws.Account}:role/deploy");

        await stand.Router.ReadAsync(stand.Route, Ct);
        stand.Time.Advance(TimeSpan.FromMinutes(50));
        await stand.Router.ReadAsync(stand.Route, Ct);
        Assert.Equal(1, stand.Aws.Keys.Assumed);
        stand.Time.Advance(TimeSpan.FromMinutes(6));
        await stand.Router.ReadAsync(stand.Route, Ct);

        Assert.Equal(2, stand.Aws.Keys.Assumed);
        Assert.Equal(["AssumeRole", "DescribeRules", "DescribeRules", "AssumeRole", "DescribeRules"], stand.Aws.Asked);
    }

    [Fact]
    public async Task A_role_of_another_account_moves_nothing()
    {
        await using var stand = await AwsStand.StartAsync("arn:aws:iam::999999999999:role/deploy");

        var refusal = await Assert.ThrowsAsync<PlatformException>(() => stand.Router.ReadAsync(stand.Route, Ct));

        Assert.Contains("999999999999", refusal.Message);
        Assert.Equal(["AssumeRole"], stand.Aws.Asked);
    }
}
