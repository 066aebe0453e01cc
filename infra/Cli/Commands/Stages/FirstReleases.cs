using System.Collections.Immutable;
using Infra.Catalog;
using Infra.Cli.Composition;
using Infra.Cli.Views;
using Infra.Orchestrator;
using Infra.Orchestrator.Provisioning;
using Infra.Orchestrator.Reporting;
using Infra.Orchestrator.Rollouts;

namespace Infra.Cli.Commands.Stages;

/// <summary>Ships to a new stage what another one serves, each service after those it depends on.</summary>
internal static class FirstReleases
{
    internal sealed record Shipped(RolloutSnapshot Snapshot, Outcome Outcome);

    /// <summary>Services that serve already, or that the other stage doesn't serve, are left as they are. Ends at the first that isn't promoted.</summary>
    internal static async Task<ImmutableArray<Shipped>> RollOutAsync(Run run, StageSession session, Stage from, CancellationToken ct)
    {
        var shipped = ImmutableArray.CreateBuilder<Shipped>();
        foreach (var service in session.Catalog.InDependencyOrder())
        {
            if (await ServedAsync(session.Stacks, session.Stage, service, ct) is not null)
                continue;
            if (await ServedAsync(session.Stacks, from, service, ct) is not { } release)
            {
                run.Voice.Tell($"{from.Name} serves no {service.Name}: it stays empty in {session.Stage.Name}.");
                continue;
            }

            var request = new RolloutRequest { Stage = session.Stage, Service = service.In(session.Stage), Release = release };
            var feed = new Feed<RolloutSnapshot>(new() { Key = request.Key });
            var outcome = await RolloutViews.ShowAsync(run.Voice, run.Time, feed, () => session.Conductor.RolloutAsync(request, feed, ct));
            run.Voice.Answer($"{service.Name}: {OutcomeWords.Line(outcome)}");
            shipped.Add(new(feed.Current, outcome));
            if (outcome is not Outcome.Promoted)
                break;
        }

        return shipped.DrainToImmutable();
    }

    private static async Task<Release?> ServedAsync(IStacks stacks, Stage stage, Service service, CancellationToken ct)
    {
        var outputs = await stacks.OutputsAsync(StackNames.Traffic(stage.Name, service.Name), ct);
        return ColourNames.Parse(outputs.GetValueOrDefault(StackOutputs.Traffic.Serving, "none")) is { } colour
            ? Release.FromJson(outputs[colour == Colour.Blue ? StackOutputs.Traffic.BlueRelease : StackOutputs.Traffic.GreenRelease])
            : null;
    }
}
