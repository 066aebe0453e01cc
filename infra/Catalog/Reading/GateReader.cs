using Infra.Catalog.Rollouts;

namespace Infra.Catalog.Reading;

internal static class GateReader
{
    private static readonly string[] Known = ["errors", "slow"];

    private static readonly Share SlowP1 = Share.Of(0.05);

    internal static Share Quarter(Share share) => Share.Of(share.Fraction / 4);

    internal static GateSpec? Read(YamlNode node, string rollout, Problems problems)
    {
        var gate = new MapReader(node, $"{rollout}: gate", problems);
        if (gate.Broken)
            return null;
        var kinds = gate.Entries.Where(e => Known.Contains(e.Key)).ToArray();
        if (kinds.Length != 1 || gate.Entries.Count() != 1)
        {
            var given = string.Join(", ", gate.Entries.Select(e => e.Key));
            problems.Add(node.At, $"{rollout}: gate {{ {given} }} must be exactly one of: {Spelling.Known(gate.Entries.FirstOrDefault()?.Key ?? "", Known)}");
            return null;
        }

        var kind = kinds[0].Key;
        var what = $"{rollout}: gate {kind}";
        var map = new MapReader(kinds[0].Value, what, problems);
        if (map.Broken)
            return null;
        var than = kind == "slow" ? map.Required<TimeSpan>("than", Bound, "250ms") : default;
        var p1 = kind == "slow" ? map.Optional("p1", Scalars.Percentage, SlowP1) : map.Required<Share>("p1", Scalars.Percentage, "2%");
        var objective = map.Optional("objective", Scalars.Percentage, Quarter(p1));
        map.End();
        if (p1 != default && objective.Fraction >= p1.Fraction)
            problems.Add(map.At, $"{what}: objective {objective} is not below p1 {p1}; p1 is the share that must be found, objective the share that is fine");
        return kind == "slow" ? new GateSpec.Slow(than, p1, objective) : new GateSpec.Errors(p1, objective);
    }

    private static string? Bound(string text, out TimeSpan value)
    {
        if (Scalars.Duration(TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(10))(text, out value) is { } complaint)
            return complaint;
        var wanted = value;
        return LatencyBounds.All.Contains(wanted)
            ? null
            : $"{text} is no bound of the router's histogram; nearest first: {string.Join(", ", LatencyBounds.All.OrderBy(b => (b - wanted).Duration()).Take(4).Select(Scalars.Human))}";
    }
}
