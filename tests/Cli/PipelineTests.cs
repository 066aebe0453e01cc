using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Infra.Catalog;
using Infra.Sandbox.World;
using Infra.Tests.Kills;

namespace Infra.Tests.Cli;

/// <summary>A pipeline's day, by the recipe as it stands in the README: runners and their checkouts come and go, the journal and the cloud stay.</summary>
public sealed partial class PipelineTests : IDisposable
{
    private readonly TemporaryFolder _all = new();
    private readonly ListenPorts _ports = new(FreePort.Next(), FreePort.Next());
    private int _checkouts;

    private string Home => Path.Combine(_all.Path, "cloud");

    public void Dispose() => _all.Dispose();

    [Fact]
    public async Task A_runner_dies_in_the_middle_and_the_next_one_in_a_fresh_checkout_brings_the_rollout_to_its_end()
    {
        var setup = Checkout();
        try
        {
            await DoAsync(setup, "up");
            var (v1, v2, bad) = (await ImageAsync(setup, "v1", 0), await ImageAsync(setup, "v2", 0), await ImageAsync(setup, "v3", 400));
            Assert.Equal(0, (await ShipAsync(v1)).ExitCode);

            await using (var users = new Users(_ports.Production))
            {
                await DieAsync(v2, at: "Green holds 50% of web");
                MoveHolderToAnotherHost(stillFor: TimeSpan.FromSeconds(8));

                var next = await ShipAsync(v2);

                Assert.True(next.ExitCode == 0, next.Error);
                Assert.Contains("is being moved by", next.Output, StringComparison.Ordinal);
                Assert.Contains("on another-runner) since", next.Output, StringComparison.Ordinal);
                Assert.Contains("Promoted: Green serves 100% of web in local with v2.", next.Output, StringComparison.Ordinal);
                Assert.Contains("already; there is nothing to roll out", next.Output, StringComparison.Ordinal);

                Assert.Equal(0, (await ShipAsync(v2)).ExitCode);
                Assert.Equal(5, (await ShipAsync("latest")).ExitCode);
                Assert.Equal(10, (await ShipAsync(bad)).ExitCode);
                Assert.True(users.Answered > 100);
                Assert.Empty(users.Failures);
            }

            Assert.Contains("\"findings\":[]", await DoAsync(setup, "status", "--json"), StringComparison.Ordinal);

            Directory.Move(Path.Combine(_all.Path, "journal"), Path.Combine(_all.Path, "elsewhere"));
            Assert.Equal(11, (await ShipAsync(v1)).ExitCode);
        }
        finally
        {
            await RunAsync(setup, "sandbox", "down");
        }
    }

    /// <summary>The README's own words, with this build as <c>infra</c>.</summary>
    private string Recipe(string checkout)
    {
        var readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));
        var recipe = Script().Match(readme[readme.IndexOf("**In a pipeline.**", StringComparison.Ordinal)..]).Groups[1].Value;
        Assert.Contains("infra rollout", recipe, StringComparison.Ordinal);
        var file = Path.Combine(_all.Path, $"{Path.GetFileName(checkout)}.sh");
        File.WriteAllText(file, $"infra() {{ dotnet '{InfraProcess.Program}' \"$@\"; }}\n{recipe}");
        return file;
    }

    private async Task<InfraProcess.Ended> ShipAsync(string release)
    {
        var checkout = Checkout();
        using var runner = Start(checkout, "sh", "-e", Recipe(checkout), "web", release);
        var (output, error) = (runner.StandardOutput.ReadToEndAsync(), runner.StandardError.ReadToEndAsync());
        await runner.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(3), TimeProvider.System);
        Directory.Delete(checkout, recursive: true);
        return new(runner.ExitCode, await output, await error);
    }

    /// <summary>The whole runner is gone at one blow, and its checkout with it.</summary>
    private async Task DieAsync(string release, string at)
    {
        var checkout = Checkout();
        using var runner = Start(checkout, "setsid", "sh", "-e", Recipe(checkout), "web", release);
        var output = runner.StandardOutput.ReadToEndAsync();
        var told = "";
        while (!told.Contains(at, StringComparison.Ordinal))
            told += await runner.StandardError.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(2), TimeProvider.System) ?? throw new InvalidOperationException($"The runner ended before \"{at}\": {told}{await output}");
        Posix.SignalGroup(runner.Id, Posix.Kill);
        await runner.WaitForExitAsync();
        Directory.Delete(checkout, recursive: true);
    }

    /// <summary>As a runner on another host would have left its lease: nobody here can see that it is dead.</summary>
    private void MoveHolderToAnotherHost(TimeSpan stillFor)
    {
        var file = Path.Combine(_all.Path, "journal", "local", "web.lease");
        var lease = JsonNode.Parse(File.ReadAllText(file))!;
        var until = lease["until"]!.GetValue<DateTimeOffset>();
        Assert.InRange(until - TimeProvider.System.GetUtcNow(), TimeSpan.Zero, TimeSpan.FromMinutes(1));
        lease["holder"]!["host"] = "another-runner";
        lease["until"] = TimeProvider.System.GetUtcNow() + stillFor;
        File.WriteAllText(file, lease.ToJsonString());
    }

    private string Checkout()
    {
        var checkout = Path.Combine(_all.Path, $"checkout-{++_checkouts}");
        const string rollout = "strategy: canary, steps: [ { setWeight: 50, bake: 1s } ], gates: [ { slow: { than: 250ms, p1: 50% } } ], hold: { for: 20s, then: return }, warm: 1s";
        _all.Write(Path.Combine(Path.GetFileName(checkout), ServiceCatalog.FileName), Shop.Catalog(_ports, rollout, journal: "../journal"));
        return checkout;
    }

    private async Task<string> ImageAsync(string checkout, string name, int slowMs)
    {
        var image = Path.Combine(_all.Path, "image");
        Shop.Copy(image, name, slowMs: slowMs);
        return $"{name}@{(await DoAsync(checkout, "sandbox", "image", "add", "shop/web", image)).Trim()}";
    }

    private async Task<string> DoAsync(string checkout, params string[] args)
    {
        await using var infra = StartInfra(checkout, args);
        return await infra.SucceedAsync();
    }

    private async Task<InfraProcess.Ended> RunAsync(string checkout, params string[] args)
    {
        await using var infra = StartInfra(checkout, args);
        return await infra.EndAsync();
    }

    private InfraProcess StartInfra(string checkout, string[] args) => InfraProcess.Start(checkout, _all.Path, null, args, ("INFRA_HOME", Home));

    private Process Start(string checkout, string program, params string[] args)
    {
        var start = new ProcessStartInfo(program, args) { WorkingDirectory = checkout, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["INFRA_HOME"] = Home;
        start.Environment["TMPDIR"] = _all.Path;
        return Process.Start(start) ?? throw new InvalidOperationException("The runner did not start.");
    }

    [GeneratedRegex("```sh\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Script();
}
