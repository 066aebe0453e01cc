using System.Collections.Immutable;
using Infra.Catalog;
using Infra.Cli.Composition;
using Infra.Cli.Demo.Load;
using Infra.Cli.Demo.Report;
using Infra.Cli.Views;
using Infra.Orchestrator;
using Infra.Orchestrator.Reporting;
using Infra.Orchestrator.Rollouts;

namespace Infra.Cli.Demo;

/// <summary>Ships releases one after the other, and measures each between two fences of the load.</summary>
internal sealed class Campaign(StageSession session, Fence fence, Teller teller, TimeProvider time)
{
    private readonly List<RolloutFigures> _figures = [];
    private readonly List<(DateTimeOffset At, string Says)> _events = [];
    private readonly List<RolloutSnapshot> _ends = [];

    internal ImmutableArray<RolloutFigures> Figures => [.. _figures];
    internal ImmutableArray<(DateTimeOffset At, string Says)> Events => [.. _events];
    internal ImmutableArray<RolloutSnapshot> Ends => [.. _ends];

    internal async Task<Outcome> ShipAsync(string service, Release release, CancellationToken ct)
    {
        var request = new RolloutRequest { Stage = session.Stage, Service = session.Catalog.Service(service), Release = release };
        var feed = new Feed<RolloutSnapshot>(new() { Key = request.Key });
        var begun = await fence.MarkAsync(ct);
        _events.Add((time.GetUtcNow(), $"{release.Name} begins"));

        var outcome = await RolloutViews.ShowAsync(teller.Voice, time, feed, () => session.Conductor.RolloutAsync(request, feed, ct));
        ct.ThrowIfCancellationRequested();
        var window = fence.Between(begun, await fence.MarkAsync(ct));
        var end = feed.Current with { Outcome = outcome };
        if (end.ReturnDecided is { } decided)
            _events.Add((decided, $"{release.Name} found bad"));
        _events.Add((time.GetUtcNow(), $"{release.Name} {OutcomeWords.Of(outcome)}"));
        _ends.Add(end);
        _figures.Add(RolloutFigures.Of(release.Name, end, window));
        return outcome;
    }
}
