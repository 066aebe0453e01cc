namespace Shop;

/// <summary>Names the release on every answer, and fails or dawdles by count: a release of 20 fails 5 % exactly, not about.</summary>
internal sealed class Behaviour(Release release, TimeProvider time)
{
    int requests;

    public async Task RunAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.Headers["X-Release"] = release.Name;
        // Who fails every request is not healthy either.
        if (context.Request.Path == "/healthz" && release.FailEvery != 1)
        {
            await next(context);
            return;
        }
        var number = Interlocked.Increment(ref requests);
        if (Hits(release.SlowEvery, number)) await Task.Delay(TimeSpan.FromMilliseconds(release.SlowMs), time, context.RequestAborted);
        if (!Hits(release.FailEvery, number))
        {
            await next(context);
            return;
        }
        context.Response.StatusCode = release.FailStatus;
        await context.Response.WriteAsync($"{release.Service} {release.Name} fails request {number}, as each {release.FailEvery}th.\n", context.RequestAborted);
    }

    static bool Hits(int every, int number) => every > 0 && number % every == 0;
}
