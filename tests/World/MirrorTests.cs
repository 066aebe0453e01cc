using System.Net;
using System.Text.RegularExpressions;
using Infra.Sandbox.World.Model;
using Infra.Sandbox.World.Routing;
using Infra.Sandbox.World.Storage;

namespace Infra.Tests.World;

/// <summary>The router alone, between one target that answers and one that gets copies.</summary>
public sealed partial class MirrorTests : IAsyncLifetime
{
    readonly Metrics metrics = new();
    readonly Router router = new(TimeProvider.System, new Chance(new Random(1)), new Activity(TimeProvider.System), () => throw new NotSupportedException("No port here speaks TLS."));
    readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(30) };
    readonly int port = FreePort.Next();

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    Uri Address => new($"http://127.0.0.1:{port}/");

    public async ValueTask InitializeAsync() => await router.OpenAsync(port, ListenerProtocol.Http, Ct);

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await router.DisposeAsync();
    }

    [Fact]
    public async Task A_copy_is_marked_whole_and_counted_apart_and_its_answer_nobody_hears()
    {
        var copied = new TaskCompletionSource<string>();
        await using var blue = Answering("200 OK");
        await using var green = new RawTarget(async (stream, head) =>
        {
            copied.TrySetResult(head + await RawTarget.ReadToAsync(stream, "tea"));
            await RawTarget.SendAsync(stream, "HTTP/1.1 500 Broken\nContent-Length: 0\n\n");
        });
        Route(blue, green, 1, 1);

        using var answer = await http.PostAsync(new Uri(Address, "/orders?of=tea"), new StringContent("tea"), Ct);
        var copy = await copied.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, Ct);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.StartsWith("POST /orders?of=tea HTTP/1.1", copy);
        Assert.Contains($"{RequestHeaders.Mirrored}: 1", copy);
        Assert.DoesNotContain(RequestHeaders.Mirrored, blue.LastHead);
        await CountedAsync("500", 1);
        Assert.Equal((1, 0), (new Counters(metrics.Text()).Requests("blue", "200"), new Counters(metrics.Text()).Requests("green")));
    }

    [Fact]
    public async Task Who_answers_copies_slowly_or_never_slows_nobody_and_gets_at_most_64_at_once()
    {
        await using var blue = Answering("200 OK");
        await using var green = new RawTarget((_, _) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, Ct));
        Route(blue, green, 1, 1);

        foreach (var _ in Enumerable.Range(0, 100))
        {
            using var answer = await http.GetAsync(Address, Ct);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        await CountedAsync("dropped", 36);
        Assert.Equal(100, new Counters(metrics.Text()).Requests("blue", "200"));
    }

    [Fact]
    public async Task A_body_over_the_bound_goes_through_and_is_not_copied()
    {
        await using var blue = new RawTarget(async (stream, _) =>
        {
            await stream.ReadExactlyAsync(new byte[BodyTap.MostKept + 1], Ct);
            await RawTarget.SendAsync(stream, "HTTP/1.1 200 OK\nContent-Length: 0\n\n");
        });
        await using var green = Answering("200 OK");
        Route(blue, green, 1, 1);

        using var answer = await http.PostAsync(Address, new StringContent(new string('.', BodyTap.MostKept + 1)), Ct);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await CountedAsync("dropped", 1);
        Assert.Equal(0, green.Requests);
    }

    [Fact]
    public async Task A_fraction_of_all_requests_is_copied()
    {
        await using var blue = Answering("200 OK");
        await using var green = Answering("200 OK");
        Route(blue, green, 1, 4);

        foreach (var _ in Enumerable.Range(0, 400))
        {
            using var answer = await http.GetAsync(Address, Ct);
        }

        // From a fixed seed: always the same.
        await Eventually.HoldsAsync(() => Mirrored("200") is > 70 and < 130, "about a quarter of 400 are copied");
        Assert.Equal(0, Mirrored("dropped"));
    }

    static RawTarget Answering(string status) => new(async (stream, head) =>
    {
        if (head.Contains("Content-Length: 3")) await RawTarget.ReadToAsync(stream, "tea");
        await RawTarget.SendAsync(stream, $"HTTP/1.1 {status}\nContent-Length: 0\n\n");
    });

    void Route(RawTarget blue, RawTarget green, int numerator, int denominator)
    {
        var targets = new Dictionary<string, Upstream> { ["blue"] = new(blue.Port), ["green"] = new(green.Port) };
        router.Swap(RoutingTable.Build(new Desired
        {
            TargetGroups = new Desired().TargetGroups.Add("blue", Some.Group("blue")).Add("green", Some.Group("green")),
            Listeners = new Desired().Listeners.Add("production", Some.Listener(port) with
            {
                Default = new RuleAction { Forward = [new WeightedTargetGroup("blue", 1)], Mirrors = [new Mirror("green", numerator, denominator)] },
            }),
        }, group => [targets[group]], metrics));
    }

    Task CountedAsync(string code, long count) => Eventually.HoldsAsync(() => Mirrored(code) == count, $"{count} copies of {code} are counted");

    long Mirrored(string code) => Line().Matches(metrics.Text()).Where(match => match.Groups["code"].Value == code).Sum(match => long.Parse(match.Groups["count"].Value));

    [GeneratedRegex("""^infra_router_mirrored_requests_total\{listener="\d+",target_group="green",code="(?<code>[^"]+)"\} (?<count>\d+)$""", RegexOptions.Multiline)]
    private static partial Regex Line();
}
