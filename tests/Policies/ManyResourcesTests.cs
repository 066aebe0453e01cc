using System.Globalization;
using Infra.Policies.Rules;
using Infra.Policies.Sdk;
using Infra.Policies.Sdk.Host;
using Pulumirpc;
using static Infra.Tests.Policies.Kit;

namespace Infra.Tests.Policies;

/// <summary>Alone, because what it counts is the processor's time of this process: the clock says more about the machine's other work.</summary>
[Collection(nameof(Alone))]
public sealed class ManyResourcesTests(ITestOutputHelper output)
{
    const int Many = 6000;

    static readonly Analyzer analyzer = Kit.Serving(new Pack("infra", "1.0.0", "", AllRules.List));

    [Fact]
    public void Thousands_of_resources_are_judged_in_microseconds_each()
    {
        AnalyzeRequest[] kinds =
        [
            TaskDefinition(Enumerable.Range(0, 5).Select(i => new { name = $"c{i}", image = "shop/web:v1", environment = Enumerable.Range(0, 20).Select(v => new { name = $"VARIABLE_{v}", value = "http://api.local:8080" }) }).ToArray<object>()),
            Some("aws:lb/targetGroup:TargetGroup", new { deregistrationDelay = 20, healthCheck = new { path = "/healthz" } }),
            Some("aws:s3/bucketVersioning:BucketVersioning", new { bucket = "b" }),
        ];
        foreach (var kind in kinds) analyzer.Analyze(kind);

        var each = Cost(() => Parallel.For(0, Many, i => analyzer.Analyze(kinds[i % kinds.Length])));

        Assert.InRange(each, TimeSpan.Zero, TimeSpan.FromMilliseconds(5));
    }

    [Fact]
    public void A_stack_of_thousands_is_joined_in_microseconds_for_each_resource()
    {
        var stack = new AnalyzeStackRequest();
        for (var i = 0; i < Many; i += 3)
        {
            var group = Member("aws:lb/targetGroup:TargetGroup", $"g{i}", new { arn = $"arn:g{i}", deregistrationDelay = 60 });
            var task = Member("aws:ecs/taskDefinition:TaskDefinition", $"t{i}", new { containerDefinitions = "[{\"name\":\"web\",\"stopTimeout\":30}]" });
            stack.Resources.Add([group, task, Member("aws:ecs/service:Service", $"s{i}", new { loadBalancers = Array.Empty<object>() }, ("loadBalancers", group), ("taskDefinition", task))]);
        }

        var answer = new AnalyzeResponse();
        var each = Cost(() => answer = analyzer.Analyze(stack));

        Assert.Equal(Many / 3, answer.Diagnostics.Count);
        Assert.InRange(each, TimeSpan.Zero, TimeSpan.FromMilliseconds(1));
    }

    TimeSpan Cost(Action work)
    {
        var before = Environment.CpuUsage.TotalTime;
        work();
        var each = (Environment.CpuUsage.TotalTime - before) / Many;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{each.TotalMicroseconds:0.0} µs of processor time for each of {Many:n0} resources"));
        return each;
    }

    [CollectionDefinition(nameof(Alone), DisableParallelization = true)]
    public sealed class Alone;
}
