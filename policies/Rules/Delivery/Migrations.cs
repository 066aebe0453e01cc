using System.Collections.Immutable;
using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Delivery;

/// <summary>Changes of a schema under two running releases.</summary>
internal static class Migrations
{
    public static ImmutableArray<Rule> Rules { get; } =
    [
        new ResourceRule
        {
            Name = "contract-after-retirement",
            Demand = "A schema is contracted when no release is left that needs what goes.",
            Because = "The release that serves, or the one that users would be returned to, would fail at its next query. Advice, for no stack declares migrations yet and a tool of your own may know better.",
            Mend = "Retire the old side first; name in `neededBy` the last release that needs the old schema, and in `servingRelease` and `retainedRelease` those that are there.",
            Level = Level.Advisory,
            Severity = Severity.Critical,
            Controls = [Frameworks.Nist("CM-3"), Frameworks.Soc2("CC8.1"), Frameworks.Iso("A.8.32"), Frameworks.Pci("6.5.1")],
            Types = Migration.Tokens,
            Check = Typed.Check<Migration>((migration, report) =>
            {
                if (migration.Phase != "contract") return;
                if (migration.NeededBy.Length == 0)
                    report.Violation($"{migration} takes something away and does not say which release needed it last.");
                else if (migration.Serving.Contains(migration.NeededBy))
                    report.Violation($"{migration} takes away what release {migration.NeededBy} needs, and that is still there.");
            }),
        },
        new StackRule
        {
            Name = "migrations-in-order",
            Demand = "The steps of a change of schema come as expand, migrate, contract, each with a number of its own.",
            Because = "Data would be moved into columns that are not there yet, or out of columns that are gone. Advice, for no stack declares migrations yet.",
            Mend = "Set `phase` to expand, migrate or contract, and `order` so that it rises with the phases of the same `change`.",
            Level = Level.Advisory,
            Severity = Severity.High,
            Controls = [Frameworks.Nist("CM-3"), Frameworks.Soc2("CC8.1"), Frameworks.Soc2("PI1.5")],
            Types = Migration.Tokens,
            Check = Order,
        },
    ];

    static void Order(Stack stack, Report report)
    {
        var known = new List<(Migration Migration, string Change, int Rank, double Order)>();
        report.Each(stack.OfType<Migration>(), migration =>
        {
            if (migration.Rank is not { } rank)
                report.About(migration.Resource).Violation($"{migration} is of the phase '{migration.Phase}'.");
            else if (migration.Order is not { } order)
                report.About(migration.Resource).Violation($"{migration} has no order.");
            else
                known.Add((migration, migration.Change, rank, order));
        });
        foreach (var change in known.GroupBy(one => one.Change))
        {
            foreach (var (before, after) in change.OrderBy(one => one.Order).Zip(change.OrderBy(one => one.Order).Skip(1)))
            {
                if (before.Order == after.Order)
                    report.About(after.Migration.Resource).Violation($"{after.Migration} has the order {after.Order}, and so has {before.Migration}.");
                else if (before.Rank > after.Rank)
                    report.About(after.Migration.Resource).Violation($"{after.Migration} ({after.Migration.Phase}) comes after {before.Migration} ({before.Migration.Phase}).");
            }
        }
    }
}
