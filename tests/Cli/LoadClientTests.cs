using System.Net;
using Infra.Cli.Demo.Load;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Infra.Tests.Cli;

public sealed class LoadClientTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Every_request_that_the_server_got_is_recorded_with_what_it_answered()
    {
        var served = 0;
        await using var server = await ServerAsync(context =>
        {
            var number = Interlocked.Increment(ref served);
            context.Response.Headers["X-Release"] = "v7";
            context.Response.StatusCode = number % 10 == 0 ? 500 : 200;
            return Task.CompletedTask;
        });
        await using var load = new LoadClient(Address(server), 500, TimeSpan.FromSeconds(10), TimeProvider.System);

        await UntilAsync(() => load.Count > 100);
        using var bound = new CancellationTokenSource(Bound, TimeProvider.System);
        await load.FenceAsync(bound.Token);

        Assert.Equal(Volatile.Read(ref served), load.Count);
        Assert.All(load.Samples, sample => Assert.Equal("v7", sample.Release));
        Assert.Equal(served / 10, load.Samples.Count(sample => sample.Failed));
    }

    [Fact]
    public async Task A_broken_answer_is_a_failed_request_and_not_a_lost_one()
    {
        await using var server = await ServerAsync(context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
        await using var load = new LoadClient(Address(server), 100, TimeSpan.FromSeconds(10), TimeProvider.System);

        await UntilAsync(() => load.Count > 5);

        Assert.All(load.Samples, sample => Assert.True(sample is { Failed: true, Status: 0, Fault: not null }));
    }

    [Fact]
    public async Task Nothing_is_sent_behind_a_fence_and_the_load_goes_on_after_it()
    {
        var served = 0;
        await using var server = await ServerAsync(_ =>
        {
            Interlocked.Increment(ref served);
            return Task.CompletedTask;
        });
        await using var load = new LoadClient(Address(server), 500, TimeSpan.FromSeconds(10), TimeProvider.System);
        await UntilAsync(() => load.Count > 20);
        using var bound = new CancellationTokenSource(Bound, TimeProvider.System);

        await load.FenceAsync(bound.Token);
        var (atFence, later) = (load.Count, Volatile.Read(ref served));
        await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        Assert.Equal((atFence, later), (load.Count, Volatile.Read(ref served)));
        load.GoOn();

        await UntilAsync(() => load.Count > atFence + 20);
    }

    private static async Task<WebApplication> ServerAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.Run(answer);
        await app.StartAsync();
        return app;
    }

    private static Uri Address(WebApplication server) =>
        new(server.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());

    private static async Task UntilAsync(Func<bool> holds)
    {
        using var bound = new CancellationTokenSource(Bound, TimeProvider.System);
        while (!holds())
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, bound.Token);
    }
}
