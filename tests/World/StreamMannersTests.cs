using System.Net;
using Infra.Sandbox.World.Model;

namespace Infra.Tests.World;

/// <summary>Answers and requests that last longer than a shift.</summary>
[Collection(MannersCollection.Name)]
public sealed class StreamMannersTests(MannersWorld manners)
{
    const int Events = 20;
    const int Large = 100 << 20;
    const double MostGrowth = 80;

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Events_of_a_stream_that_began_before_a_shift_all_come_from_the_side_that_began_it()
    {
        var before = await manners.BeginAsync();

        var events = await EventsAsync($"events/{Events}/25", manners.ShiftToGreenAsync);

        Assert.Equal(Enumerable.Repeat("data: v1", Events), events);
        await manners.SawAsync("A stream of events begins on blue; everything is shifted to green", $"all {Events} events, from blue; the next request is green's", "blue 1 of 200; green 1 of 200", before);
    }

    [Fact]
    public async Task Events_of_a_stream_all_come_while_its_side_is_taken_away()
    {
        var before = await manners.BeginAsync();

        var events = await EventsAsync($"events/{Events}/50", async () =>
        {
            await manners.ShiftToGreenAsync();
            await manners.ChangeBlueAsync(blue => blue with { Replicas = 0 });
        });
        await Eventually.HoldsAsync(async () => (await manners.World.Client.HealthAsync("blue", Ct)).IsEmpty, () => Task.FromResult("blue ends"));
        await manners.ChangeBlueAsync(blue => blue with { Replicas = 1 });

        Assert.Equal(Enumerable.Repeat("data: v1", Events), events);
        await manners.SawAsync("A stream of events begins on blue; blue is drained and ended, with time enough", $"all {Events} events, and blue's process ends after the last", "blue 1 of 200; green 1 of 200", before);
    }

    [Fact]
    public async Task A_stream_that_outlasts_the_drain_breaks_visibly()
    {
        var before = await manners.BeginAsync();
        await manners.World.Client.PutAsync(Some.Group("blue") with { DeregistrationDelay = TimeSpan.FromMilliseconds(300) }, Ct);

        await Assert.ThrowsAnyAsync<Exception>(() => EventsAsync("events/100000/50", async () =>
        {
            await manners.ChangeBlueAsync(blue => blue with { StopTimeout = TimeSpan.FromMilliseconds(300) });
            await manners.ChangeBlueAsync(blue => blue with { Replicas = 0 });
        }));
        await manners.World.Client.PutAsync(Some.Group("blue"), Ct);
        await manners.ChangeBlueAsync(blue => blue with { Replicas = 1, StopTimeout = TimeSpan.FromSeconds(20) });

        await manners.SawAsync("A stream of events begins on blue; blue is drained and ended sooner than the stream", "a broken answer, once deregistration delay and stop time-out are over", "blue 1 of error", before);
    }

    [Fact]
    public async Task A_large_download_comes_whole_over_a_shift_and_through_little_memory()
    {
        var before = await manners.BeginAsync();
        var total = 0L;

        var growth = await manners.GrowthAsync(async () =>
        {
            using var answer = await manners.Http.GetAsync(new Uri(manners.World.Address, $"bytes/{Large}"), HttpCompletionOption.ResponseHeadersRead, Ct);
            await using var body = await answer.Content.ReadAsStreamAsync(Ct);
            total = await body.ReadAsync(new byte[64 << 10], Ct);
            await manners.ShiftToGreenAsync();
            total += await DrainAsync(body);
        });

        Assert.Equal(Large, total);
        Assert.InRange(growth, double.MinValue, MostGrowth);
        await manners.SawAsync("100 MB come down from blue; everything is shifted to green", $"all of it; the router's memory grew by {Math.Max(growth, 0):0} MB, and may by {MostGrowth}", "blue 1 of 200; green 1 of 200", before);
    }

    [Fact]
    public async Task A_large_upload_goes_whole_over_a_shift_and_through_little_memory()
    {
        var before = await manners.BeginAsync();
        var (release, said) = ("", "");

        var growth = await manners.GrowthAsync(async () =>
        {
            var content = new SteppedContent(async stream =>
            {
                var block = new byte[1 << 20];
                for (var i = 0; i < Large / block.Length; i++)
                {
                    await stream.WriteAsync(block, Ct);
                    if (i == 10) await manners.ShiftToGreenAsync();
                }
            });
            using var answer = await manners.Http.PostAsync(new Uri(manners.World.Address, "bytes"), content, Ct);
            (release, said) = (answer.Headers.GetValues("X-Release").Single(), await answer.Content.ReadAsStringAsync(Ct));
        });

        Assert.Equal(("v1", $"{Large}\n"), (release, said));
        Assert.InRange(growth, double.MinValue, MostGrowth);
        await manners.SawAsync("100 MB go up to blue; everything is shifted to green", $"all of it arrived; the router's memory grew by {Math.Max(growth, 0):0} MB, and may by {MostGrowth}", "blue 1 of 200; green 1 of 200", before);
    }

    [Fact]
    public async Task A_client_that_reads_nothing_for_a_while_costs_the_router_no_memory_and_the_others_no_time()
    {
        var before = await manners.BeginAsync();
        var total = 0L;

        var growth = await manners.GrowthAsync(async () =>
        {
            using var answer = await manners.Http.GetAsync(new Uri(manners.World.Address, $"bytes/{Large}"), HttpCompletionOption.ResponseHeadersRead, Ct);
            for (var i = 0; i < 50; i++) Assert.Equal("v1", await manners.World.ReleaseAsync());
            await manners.ShiftToGreenAsync();
            await using var body = await answer.Content.ReadAsStreamAsync(Ct);
            total = await DrainAsync(body);
        });

        Assert.Equal(Large, total);
        Assert.InRange(growth, double.MinValue, MostGrowth);
        await manners.SawAsync("A client asks blue for 100 MB and reads nothing until 50 others were answered and everything was shifted", $"all of it; the others did not wait, and the router's memory grew by {Math.Max(growth, 0):0} MB", "blue 51 of 200; green 1 of 200", before);
    }

    [Fact]
    public async Task A_slow_upload_ends_where_it_began()
    {
        var before = await manners.BeginAsync();
        var content = new SteppedContent(async stream =>
        {
            for (var i = 0; i < 20; i++)
            {
                await stream.WriteAsync("x"u8.ToArray(), Ct);
                await stream.FlushAsync(Ct);
                if (i == 10) await manners.ShiftToGreenAsync();
                await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, Ct);
            }
        });

        using var answer = await manners.Http.PostAsync(new Uri(manners.World.Address, "bytes"), content, Ct);

        Assert.Equal((HttpStatusCode.OK, "v1", "20\n"), (answer.StatusCode, answer.Headers.GetValues("X-Release").Single(), await answer.Content.ReadAsStringAsync(Ct)));
        await manners.SawAsync("20 bytes go up to blue one by one; everything is shifted to green", "an answer from blue, which got all 20", "blue 1 of 200; green 1 of 200", before);
    }

    /// <summary>The data of all events of a stream; something happens after the first.</summary>
    async Task<List<string>> EventsAsync(string path, Func<Task> meanwhile)
    {
        using var answer = await manners.Http.GetAsync(new Uri(manners.World.Address, path), HttpCompletionOption.ResponseHeadersRead, Ct);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(Ct));
        var events = new List<string>();
        while (await reader.ReadLineAsync(Ct) is { } line)
        {
            if (!line.StartsWith("data: ", StringComparison.Ordinal)) continue;
            events.Add(line);
            if (events.Count == 1) await meanwhile();
        }
        return events;
    }

    static async Task<long> DrainAsync(Stream body)
    {
        var (buffer, total) = (new byte[256 << 10], 0L);
        while (await body.ReadAsync(buffer, Ct) is > 0 and var read) total += read;
        return total;
    }
}
