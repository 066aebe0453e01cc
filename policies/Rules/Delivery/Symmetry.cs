using System.Collections.Immutable;
using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Delivery;

/// <summary>Two sides of one service in one stack: they differ by what they run, and by nothing else.</summary>
internal static class Symmetry
{
    static readonly ImmutableArray<string> colours = ["blue", "green"];
    static readonly ListSetting<string> mayDiffer = new("variables", "Variables that only one of the sides may have.", []);

    public static ImmutableArray<Rule> Rules { get; } =
    [
        new StackRule
        {
            Name = "sides-symmetrical",
            Demand = "Both sides of a service have the same variables.",
            Because = "What was proven on one side would not hold on the other: the next release fails for a setting that only its side lacks.",
            Mend = "Make both sides by the same code from the same configuration; a variable of one release alone belongs into this rule's setting `variables` while both are there.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Controls = [Frameworks.Nist("CM-2"), Frameworks.Soc2("CC8.1")],
            Types = [Tokens.Environment],
            Settings = [mayDiffer],
            Check = (stack, report) => Pairs(stack, report, (blue, green) =>
            {
                var spared = mayDiffer.In(report.Settings);
                var (ofBlue, ofGreen) = (Names(blue), Names(green));
                foreach (var name in ofBlue.Except(ofGreen).Except(spared)) report.About(green).Violation($"{green} lacks the variable {name}, which {blue} has.");
                foreach (var name in ofGreen.Except(ofBlue).Except(spared)) report.About(blue).Violation($"{blue} lacks the variable {name}, which {green} has.");
            }),
        },
        new StackRule
        {
            Name = "sides-of-one-kind",
            Demand = "Both sides of a service are made of the same kinds of resources.",
            Because = "A side without its alarms, its autoscaler or its network policy looks the same until the night when it serves.",
            Mend = "Make both sides by the same component.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Controls = [Frameworks.Nist("CM-2"), Frameworks.Soc2("CC8.1")],
            Types = [Tokens.Environment],
            Check = (stack, report) => Pairs(stack, report, (blue, green) =>
            {
                var (ofBlue, ofGreen) = (Kinds(blue, stack), Kinds(green, stack));
                foreach (var kind in ofBlue.Except(ofGreen)) report.About(green).Violation($"{green} has no {kind}, and {blue} has.");
                foreach (var kind in ofGreen.Except(ofBlue)) report.About(blue).Violation($"{blue} has no {kind}, and {green} has.");
            }),
        },
    ];

    /// <summary>Sides that run something, by the name before their colour.</summary>
    static void Pairs(Stack stack, Report report, Action<Resource, Resource> check)
    {
        var sides = new Dictionary<(string Service, string Colour), Resource>();
        report.Each(stack.OfType(Tokens.Environment), side =>
        {
            var words = side.Name.Split('-');
            if (side["release"].Text is not (null or "" or "none") && words.FirstOrDefault(colours.Contains) is { } colour) sides[(side.Name[..side.Name.IndexOf(colour, StringComparison.Ordinal)], colour)] = side;
        });
        foreach (var ((service, _), blue) in sides.Where(side => side.Key.Colour == "blue"))
        {
            if (sides.TryGetValue((service, "green"), out var green)) report.Try(() => check(blue, green));
        }
    }

    static ImmutableSortedSet<string> Names(Resource side) => [.. side["environment"].Entries.Select(entry => entry.Name)];

    static ImmutableSortedSet<string> Kinds(Resource side, Stack stack) => [.. stack.Resources.Where(resource => resource.Parent == side.Urn).Select(resource => resource.Type)];
}
