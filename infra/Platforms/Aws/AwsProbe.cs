using Infra.Orchestrator.Gates;
using Infra.Orchestrator.Rollouts;
using Infra.Orchestrator.Traffic;

namespace Infra.Platforms.Aws;

/// <summary>Counts by CloudWatch, which has them by the minute and some minutes late. It is asked once for each minute.</summary>
/// <remarks>
/// Target groups are counted whole: smoke requests through the test listener are in it. Slow is what took a target longer than the bound to begin its answer,
/// to within the grain of CloudWatch's distributions.
/// </remarks>
internal sealed class AwsProbe(AwsClient aws) : IProbe
{
    /// <summary>How soon a minute is asked for again that should be out and isn't.</summary>
    private static readonly TimeSpan _again = TimeSpan.FromSeconds(10);

    private readonly CloudWatch _metrics = new(aws);
    private MinuteBook? _book;
    private Reading? _last;
    private DateTimeOffset _next;

    public async Task<Reading> ReadAsync(Route route, TimeSpan? slowerThan, CancellationToken ct)
    {
        if (Balancer(route.ProductionListener) is not { } balancer)
            return new Reading.Blind($"{route.ProductionListener} is no listener of an Application Load Balancer.");
        var key = (balancer, Group(route.BlueTargets), Group(route.GreenTargets), slowerThan);
        if (_book is null || _book.Key != key)
            (_book, _last) = (new(key, aws.Now), null);
        if (_last is null || aws.Now >= _next)
        {
            _last = await LookAsync(_book, ct);
            _next = _last is Reading.Totals && _book.More > aws.Now ? _book.More : aws.Now + _again;
        }

        return _last;
    }

    private async Task<Reading> LookAsync(MinuteBook book, CancellationToken ct)
    {
        try
        {
            return await book.ReadAsync(aws, _metrics, ct);
        }
        catch (PlatformException e)
        {
            return new Reading.Blind(e.Message);
        }
    }

    /// <summary>arn:aws:elasticloadbalancing:REGION:ACCOUNT:listener/app/NAME/ID/LISTENER is in the dimension app/NAME/ID.</summary>
    private static string? Balancer(string listener) => listener.Split('/') is [_, "app", var name, var id, _] ? $"app/{name}/{id}" : null;

    /// <summary>arn:aws:elasticloadbalancing:REGION:ACCOUNT:targetgroup/NAME/ID is the dimension targetgroup/NAME/ID.</summary>
    private static string Group(string targets) => targets.Split(':')[^1];
}
