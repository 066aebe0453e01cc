using Infra.Catalog.Rollouts;

namespace Infra.Catalog.Reading;

internal static class StepReader
{
    private static readonly string[] Known = ["setWeight", "bake", "smoke", "mirror", "pause"];
    private static readonly ScalarReader<TimeSpan> Duration = Scalars.Duration(TimeSpan.FromMilliseconds(1), TimeSpan.FromDays(7));
    private static readonly ScalarReader<string> Path = Scalars.Matching(Forms.Path(), "a path; it begins with /");

    internal static RolloutStep? Read(YamlNode node, string rollout, Problems problems)
    {
        var what = $"{rollout}: step";
        var map = new MapReader(node, what, problems);
        if (map.Broken)
            return null;
        var shifts = map.Entries.Any(e => e.Key == "setWeight");
        var mirrors = map.Entries.Any(e => e.Key == "mirror");
        // Beside setWeight a bake is a part of that step, and beside mirror a pause.
        var kinds = map.Entries.Where(e => Known.Contains(e.Key) && !(shifts && e.Key == "bake") && !(mirrors && e.Key == "pause")).ToArray();
        if (kinds.Length != 1)
        {
            var given = string.Join(", ", map.Entries.Select(e => e.Key));
            problems.Add(node.At, $"{what} {{ {given} }} must be exactly one of: {Spelling.Known(map.Entries.FirstOrDefault()?.Key ?? "", Known)}");
            return null;
        }

        RolloutStep? step = kinds[0].Key switch
        {
            "setWeight" => Shift(map),
            "bake" => new RolloutStep.Watch(map.Required("bake", Duration, "10m")),
            "smoke" => Smoke(map, kinds[0].Value, what, problems),
            "mirror" => Mirror(map),
            _ => new RolloutStep.Pause(map.Required("pause", Duration, "10m")),
        };
        map.End();
        return step;
    }

    private static RolloutStep.SetWeight? Shift(MapReader map)
    {
        var weight = map.Required<int>("setWeight", Scalars.Weight, "5");
        // Zero only where none is given: one that can't be read has its own message.
        var unread = map.Entries.Any(e => e.Key == "bake") ? TimeSpan.FromMilliseconds(1) : TimeSpan.Zero;
        var bake = map.Optional("bake", Duration, unread);
        return weight == 0 ? null : new(Weight.Percent(weight), bake);
    }

    private static RolloutStep.Mirror? Mirror(MapReader map)
    {
        var share = map.Required<int>("mirror", Scalars.Weight, "10");
        var pause = map.Required("pause", Duration, "10m");
        return share == 0 ? null : new(Weight.Percent(share), pause);
    }

    private static RolloutStep.Smoke Smoke(MapReader step, YamlNode node, string what, Problems problems)
    {
        const int requests = 5;
        if (node is not YamlNode.Mapping)
            return new(step.Required("smoke", Path, "/") ?? "/", requests);
        step.Find("smoke");
        var map = new MapReader(node, $"{what}: smoke", problems);
        var smoke = new RolloutStep.Smoke(map.Required("path", Path, "/") ?? "/", map.Optional("requests", Scalars.Whole(1, 10000, "a number of requests"), requests));
        map.End();
        return smoke;
    }
}
