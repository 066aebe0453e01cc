using System.Collections.Immutable;
using Infra.Sandbox.World.Faults;

namespace Infra.Cli.Faults;

/// <summary>Faults that are set, as people and programs read them.</summary>
internal static class FaultList
{
    internal static IEnumerable<string> Lines(ImmutableArray<Fault> faults, ImmutableArray<int> met) => faults.IsEmpty
        ? ["No faults are set."]
        : faults.Index().Select(entry => $"{entry.Index + 1,3}  {entry.Item.Says}{(entry.Item.IsCounted ? $"; {Met(entry.Item, met[entry.Index])}" : "")}");

    internal static object Json(ImmutableArray<Fault> faults, ImmutableArray<int> met) => new
    {
        faults = faults.Index().Select(entry => new { says = entry.Item.Says, met = entry.Item.IsCounted ? met[entry.Index] : (int?)null, over = IsOver(entry.Item, met[entry.Index]) }),
    };

    private static string Met(Fault fault, int met) => IsOver(fault, met) ? $"met {met}, and over" : $"met {met}";

    private static bool IsOver(Fault fault, int met) => fault.Strikes is { } nth && met >= nth;
}
