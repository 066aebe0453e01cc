using System.Collections.Immutable;
using Infra.Sandbox.Engine.Deployment;
using Infra.Sandbox.Engine.State;
using Infra.Sandbox.Engine.Values;

namespace Infra.Tests.Engine.Lifecycle;

/// <summary>Each move is previewed on a copy first, which changes nothing; then it is made, and both are what the story says.</summary>
public sealed class StoryTests
{
    public static TheoryData<string> Names => [.. Stories.All.Select(story => story.Name)];

    [Theory, MemberData(nameof(Names))]
    public async Task A_story_goes_as_it_is_told(string name)
    {
        var bench = new Bench(new());
        foreach (var (number, move) in Stories.All.Single(story => story.Name == name).Moves.Index())
        {
            var where = $"move {number} of '{name}'";
            if (move.Lost is { } lost) bench.Land.Lose(bench.Snapshot.Resources.Single(resource => Urn.Name(resource.Urn) == lost).Id);
            var (before, things) = (Bytes(bench.Snapshot), bench.Land.Things);
            var preview = await bench.PreviewAsync(Request(move, bench.Snapshot), move.Program);
            Assert.True(before.SequenceEqual(Bytes(bench.Snapshot)) && things == bench.Land.Things, $"the preview of {where} changed something");
            bench.Land.Trouble = move.Trouble;

            var end = await bench.RunAsync(Request(move, bench.Snapshot), move.Program);

            Assert.True(move.Fails is null == end.IsWell && (move.Fails is null or "" || end.Errors.Any(error => error.Contains(move.Fails, StringComparison.Ordinal))), $"{where}: {string.Join(", ", end.Errors)}");
            Assert.True(move.Done == string.Join(", ", end.Done), $"{where} did {string.Join(", ", end.Done)}\ninstead of {move.Done}");
            if (move.Trouble is null) Assert.True(move.Done == string.Join(", ", preview.Done), $"the preview of {where} said {string.Join(", ", preview.Done)}\ninstead of {move.Done}");
            if (move.State is { } state) Assert.True(state == Told(bench.Snapshot), $"{where} leaves {Told(bench.Snapshot)}\ninstead of {state}");
            Assert.Null(Promises.EveryPrefixLoads(end));
        }
    }

    static OperationRequest Request(Move move, Snapshot before) => new()
    {
        Kind = move.Kind,
        RefreshFirst = move.RefreshFirst,
        ContinueOnError = move.ContinueOnError,
        Selection = new Selection([.. move.Targets.Select(target => before.Resources.Single(resource => Urn.Name(resource.Urn) == target).Urn)], [], [], withDependents: false),
        Parallel = 1,
    };

    static string Told(Snapshot state) => string.Join(", ", state.Resources
        .Where(resource => resource is { IsRoot: false, IsProvider: false })
        .Select(resource => $"{Urn.Name(resource.Urn)}{(resource.Delete ? " (to be deleted)" : resource.PendingReplacement ? " (deleted)" : resource.InitErrors.Length > 0 ? " (half made)" : "")}")
        .Concat(state.PendingOperations.Select(pending => $"{pending.Type} {Urn.Name(pending.Resource.Urn)}")));

    static byte[] Bytes(Snapshot snapshot) => JsonText.Bytes(json => SnapshotCodec.Write(json, snapshot, Bench.Secrets.Codec), indented: false);
}
