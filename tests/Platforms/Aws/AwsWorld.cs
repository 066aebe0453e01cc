using System.Collections.Immutable;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Infra.Catalog;
using Infra.Orchestrator.Provisioning;
using Infra.Orchestrator.Traffic;
using Infra.Tests.Support;

namespace Infra.Tests.Platforms.Aws;

/// <summary>A fake AWS that stacks in memory change, and that users ask without pause; all of it in one thread, so that time can be moved by hand.</summary>
sealed class AwsWorld(FakeWorld world, FakeAws aws, Route route, TimeProvider time) : HttpMessageHandler, IStacks
{
    const int PerSecond = 200;

    readonly Dictionary<Colour, double> owed = new() { [Colour.Blue] = 0, [Colour.Green] = 0 };
    DateTimeOffset asked = time.GetUtcNow();

    static Colour[] Sides => [Colour.Blue, Colour.Green];

    public Task<StackReport> PreviewAsync(StackRequest request, CancellationToken ct) => world.PreviewAsync(request, ct);

    public Task<StackReport> DestroyAsync(StackRequest request, CancellationToken ct) => world.DestroyAsync(request, ct);

    public Task RemoveAsync(string stack, CancellationToken ct) => world.RemoveAsync(stack, ct);

    public Task<ImmutableArray<string>> NamesAsync(CancellationToken ct) => world.NamesAsync(ct);

    public async Task<StackReport> UpAsync(StackRequest request, CancellationToken ct)
    {
        Ask();
        var report = await world.UpAsync(request, ct);
        foreach (var side in Sides.Where(side => !world.ReleaseOf(side).IsNone))
        {
            aws.Targets[route.Targets(side)] = [("healthy", "", ""), ("healthy", "", "")];
            aws.Services[Service(side)] = new JsonObject { ["serviceArn"] = Service(side), ["status"] = "ACTIVE", ["desiredCount"] = 2 };
            aws.Metrics.Pulse(AwsStand.Balancer, AwsStand.Group(route, side));
        }

        if (request.Stack == route.Key.Traffic)
            aws.Rules[route.Rule] = [Rule()];
        return report;
    }

    public async Task<ImmutableSortedDictionary<string, string>> OutputsAsync(string stack, CancellationToken ct)
    {
        var outputs = await world.OutputsAsync(stack, ct);
        if (stack == route.Key.Network)
            return outputs.SetItem(StackOutputs.Network.Doors, Door.ToJson(new Dictionary<string, Door> { [route.Key.Service] = Support.Some.Door with { ProductionListener = route.ProductionListener } }));
        if (stack == route.Key.Traffic)
            return outputs.IsEmpty ? outputs : outputs.SetItem(StackOutputs.Traffic.Rule, route.Rule);
        var side = Sides.Single(side => stack == route.Key.Environment(side));
        return world.ReleaseOf(side).IsNone
            ? outputs
            : outputs.SetItem(StackOutputs.Environment.Targets, route.Targets(side)).SetItem(StackOutputs.Environment.Workload, Service(side));
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        Ask();
        var headers = request.Headers.Concat(request.Content?.Headers ?? Enumerable.Empty<KeyValuePair<string, IEnumerable<string>>>()).ToImmutableDictionary(header => header.Key.ToLowerInvariant(), header => string.Join(',', header.Value));
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(ct);
        var answer = aws.Answer(new(request.Method.Method, "/", "", headers, body));
        return new((HttpStatusCode)answer.Status) { Content = new StringContent(answer.Body, Encoding.UTF8, answer.Type) };
    }

    /// <summary>What users asked since, as the rule is.</summary>
    void Ask()
    {
        var seconds = (time.GetUtcNow() - asked).TotalSeconds;
        asked = time.GetUtcNow();
        var weights = aws.Rules.GetValueOrDefault(route.Rule, []).SelectMany(rule => rule.Descendants("TargetGroups").Elements()).ToDictionary(group => group.Element("TargetGroupArn")!.Value, group => int.Parse(group.Element("Weight")!.Value));
        foreach (var side in Sides.Where(side => weights.GetValueOrDefault(route.Targets(side)) > 0))
        {
            owed[side] += seconds * PerSecond * weights[route.Targets(side)] / weights.Values.Sum();
            var requests = (int)owed[side];
            owed[side] -= requests;
            var failed = (int)(requests * world.FailingReleases.GetValueOrDefault(world.ReleaseOf(side).Name));
            Count(side, "RequestCount", requests);
            Count(side, "HTTPCode_Target_2XX_Count", requests - failed);
            Count(side, "HTTPCode_Target_5XX_Count", failed);
            Count(side, "TargetResponseTime", [.. Enumerable.Repeat(0.02, requests)]);
        }
    }

    void Count(Colour side, string name, params double[] values)
    {
        if (values.Length > 0 && values[0] > 0) aws.Metrics.Add(name, AwsStand.Balancer, AwsStand.Group(route, side), asked, values);
    }

    XElement Rule()
    {
        (string, int)[] groups = [.. Sides.Where(side => world.Rule[side].Attached).Select(side => (route.Targets(side), world.Rule[side].Weight.InPercent))];
        return groups.Length > 0 ? FakeRule.Forward(groups) : new("member", new XElement("Type", "fixed-response"), new XElement("FixedResponseConfig", new XElement("StatusCode", "503")));
    }

    static string Service(Colour side) => $"arn:aws:ecs:{FakeAws.Region}:{FakeAws.Account}:service/local/web-{side.Word}";
}
