using System.Text.Json;
using Infra.Tests.Kills;

namespace Infra.Tests.Cli;

/// <summary>Kubernetes without a Gateway: all users move at once, by the selector of one Service.</summary>
public sealed class FrontServiceTests
{
    [Fact]
    public async Task All_users_move_by_a_selector_and_back_and_not_one_request_fails()
    {
        await using var project = new FrontProject();
        await project.ServeAsync();
        await using var users = new Users(project.ProductionPort);

        // Asked by its own name, a release that fails gets no user.
        var broken = await project.RunAsync("rollout", "web", "--release", await project.ImageAsync("broken", failEvery: 2));
        Assert.True(broken.ExitCode == 1, $"exit {broken.ExitCode}: {broken.Output}{broken.Error}");
        Assert.Contains("Smoke on green: Green of web in local answered request", broken.Output, StringComparison.Ordinal);

        await using var rollout = project.Start("rollout", "web", "--release", await project.ImageAsync("v2"));
        await rollout.ToldAsync("... keep blue warm");
        Assert.Equal("v2", await project.AnswersAsync());
        await UnchangedAsync(project, "web.traffic");

        await project.DoAsync("rollback", "web");
        var ended = await rollout.EndAsync();

        Assert.True(ended.ExitCode == 10, $"exit {ended.ExitCode}: {ended.Output}{ended.Error}");
        Assert.Equal("v1", await project.AnswersAsync());
        await UnchangedAsync(project);
        Assert.True(users.Answered > 100, $"{users.Answered} requests were answered");
        Assert.True(users.Failed == 0, $"{users.Failed} requests failed: {string.Join("; ", users.Failures)}");
    }

    /// <summary>What the stacks say is what is really there.</summary>
    static async Task UnchangedAsync(FrontProject project, params string[] stack)
    {
        var preview = await project.DoAsync(["preview", .. stack, "--refresh", "--json"]);
        using var root = JsonDocument.Parse(preview);
        Assert.True(root.RootElement.GetProperty("changes").GetInt32() == 0, preview);
    }

    sealed class FrontProject : ShopProject
    {
        public FrontProject() => SetCluster("strategy: blueGreen, steps: [ { smoke: / } ], hold: { for: 20s, then: return }, warm: 1h", gatewayClass: "none");

        /// <summary>Which release answers users.</summary>
        public async Task<string> AnswersAsync()
        {
            using var http = new HttpClient();
            using var answer = await http.GetAsync(new Uri($"http://127.0.0.1:{ProductionPort}/"), TestContext.Current.CancellationToken);
            return answer.Headers.GetValues("X-Release").Single();
        }
    }
}
