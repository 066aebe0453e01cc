using System.Net;
using Infra.Catalog;
using Infra.Tests.Kills;

namespace Infra.Tests.Cli;

/// <summary>A canary whose users stay with their side, as long as there are two.</summary>
public sealed class StickinessTests
{
    [Fact]
    public async Task A_user_of_the_candidate_stays_with_it_until_users_are_returned_and_then_no_cookie_holds_anybody()
    {
        await using var project = new ShopProject("[ { setWeight: 50, bake: 500ms }, { pause: 1m } ]");
        await File.AppendAllTextAsync(Path.Combine(project.Folder, ServiceCatalog.FileName), "\n    stickiness: 1h\n", TestContext.Current.CancellationToken);
        await project.ServeAsync();
        await using var users = new Users(project.ProductionPort);
        await using var rollout = project.Start("rollout", "web", "--release", await project.ImageAsync("v2"));
        await rollout.ToldAsync("... wait 60 s");

        using var user = await OfAsync("v2", project.ProductionPort);
        foreach (var _ in Enumerable.Range(0, 10)) Assert.Equal("v2", await ReleaseAsync(user, project.ProductionPort));
        await project.RunAsync("abort", "web");
        await rollout.EndAsync();

        Assert.Equal("v1", await ReleaseAsync(user, project.ProductionPort));
        Assert.Contains("and users stay with their side for 1 h: that is not judged.", await project.DoAsync("history", "web"), StringComparison.Ordinal);
        Assert.Contains("\"changes\":0", await project.DoAsync("preview", "--refresh", "--json"), StringComparison.Ordinal);
        Assert.True(users.Failed == 0, string.Join("; ", users.Failures));
    }

    /// <summary>New users come until one is sent to that release.</summary>
    static async Task<HttpClient> OfAsync(string release, int port)
    {
        while (true)
        {
            var user = new HttpClient(new SocketsHttpHandler { UseProxy = false, CookieContainer = new CookieContainer() }) { Timeout = TimeSpan.FromSeconds(30) };
            if (await ReleaseAsync(user, port) == release) return user;
            user.Dispose();
        }
    }

    static async Task<string> ReleaseAsync(HttpClient user, int port)
    {
        using var answer = await user.GetAsync(new Uri($"http://127.0.0.1:{port}/"), TestContext.Current.CancellationToken);
        return Assert.Single(answer.Headers.GetValues("X-Release"));
    }
}
