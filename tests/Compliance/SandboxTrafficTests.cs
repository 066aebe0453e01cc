using System.Diagnostics;
using Infra.Catalog;
using Infra.Cli.Sandbox;
using Infra.Orchestrator.Gates;
using Infra.Orchestrator.Rollouts;
using Infra.Orchestrator.Traffic;
using Infra.Sandbox.World.Model;
using Infra.Tests.World;
using Some = Infra.Tests.World.Some;

namespace Infra.Tests.Compliance;

/// <summary>In a real world of real processes, the same one for all of these tests.</summary>
public sealed class SandboxTrafficTests(SandboxTrafficTests.Stand stand) : MirroredTrafficCompliance, IClassFixture<SandboxTrafficTests.Stand>
{
    private protected override IPlatform Platform => stand;

    public override async ValueTask InitializeAsync() => await stand.MoveAsync((Colour.Blue, 100), (Colour.Green, 0));

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public sealed class Stand : IPlatform, IAsyncLifetime
    {
        readonly Dictionary<(Colour, bool), string> images = [];
        PrivateWorld? started;

        PrivateWorld World => started ?? throw new InvalidOperationException("The world does not run.");

        ITrafficRouter IPlatform.Router => new SandboxRouter(World.Client, route => route);
        ITargetHealth IPlatform.Health => new SandboxHealth(World.Client, route => route);
        IProbe IPlatform.Probe => new SandboxProbe(World.Client, route => route);
        IArtefacts IPlatform.Artefacts => new SandboxArtefacts(World.Client);
        string IPlatform.OtherTargets => "other";
        Route IPlatform.Uncounted => ((IPlatform)this).Route with { ProductionListener = "nowhere" };

        Route IPlatform.Route => new()
        {
            Key = Support.Some.Web,
            ProductionListener = "production",
            ProductionUrl = World.Address.AbsoluteUri,
            TestUrl = World.Address.AbsoluteUri,
            Rule = "web",
            BlueTargets = "blue",
            GreenTargets = "green",
        };

        public async ValueTask InitializeAsync()
        {
            started = await PrivateWorld.StartAsync();
            foreach (var group in new[] { "blue", "green", "other" }) await World.Client.PutAsync(Some.Group(group), Ct);
            await World.RouteAsync(("blue", 1));
        }

        public async ValueTask DisposeAsync()
        {
            if (started is not null) await started.DisposeAsync();
        }

        public Task MoveAsync(params (Colour Side, int Weight)[] weights) => World.RouteAsync([.. weights.Select(one => (one.Side.Word, one.Weight))]);

        public Task RemoveRuleAsync() => World.Client.DeleteRuleAsync("web", Ct);

        public async Task RunAsync(Colour side, bool isFit)
        {
            if (!images.TryGetValue((side, isFit), out var image))
            {
                var folder = Path.Combine(World.Folder, "..", $"{side.Word}-{isFit}");
                Shop.Copy(folder, $"{side.Word}-{isFit}", !isFit ? 1 : side == Colour.Green ? 3 : 0, isFit && side == Colour.Green ? 300 : 0);
                var added = await World.Client.AddImageAsync("shop/web", folder, null, Ct);
                images[(side, isFit)] = image = $"{added.Repository}@{added.Digest}";
            }

            // What runs well would go on until what follows it does, too.
            if (!isFit && await World.Client.FindWorkloadAsync(side.Word, Ct) is not null) await World.Client.DeleteWorkloadAsync(side.Word, Ct);
            await World.Client.PutAsync(Some.Workload(side.Word, image), Ct);
            if (isFit)
                await World.HealthyAsync(side.Word, 1);
            else
                await Eventually.HoldsAsync(
                    async () => (await World.Client.HealthAsync(side.Word, Ct)).All(target => target.State != TargetState.Healthy) && (await World.Client.HealthAsync(side.Word, Ct)).Any(target => target.State == TargetState.Unhealthy && target.Reason.Length > 0),
                    () => Task.FromResult($"{side.Word} is known to be ill"));
        }

        public async Task<Counts> AnswerAsync(Colour side, int requests)
        {
            await MoveAsync((side, 1), (side.Other, 0));
            var saw = default(Counts);
            for (var i = 0; i < requests; i++)
            {
                var began = Stopwatch.GetTimestamp();
                using var answer = await World.Http.GetAsync(World.Address, Ct);
                saw += new Counts(1, (int)answer.StatusCode >= 500 ? 1 : 0, Stopwatch.GetElapsedTime(began) > Bound ? 1 : 0);
            }

            return saw;
        }

        public Task CountedAsync() => Eventually.HoldsAsync(async () => new Counters(await World.Client.MetricsAsync(Ct)).InFlight() == 0, () => Task.FromResult("everything is counted"));

        public async Task<Release> PushAsync()
        {
            var image = await World.Client.AddImageAsync("shop/web", World.ShopFolder("pushed"), null, Ct);
            return new() { Name = "v1", Artefact = image.Repository, Digest = image.Digest };
        }
    }
}
