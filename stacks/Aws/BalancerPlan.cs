using System.Collections.Immutable;
using System.Text.Json;

namespace Infra.Stacks.Aws;

/// <summary>Which balancer each service is behind. A service keeps its balancer, as moving would change its address; new ones fill up the first that has room.</summary>
internal static class BalancerPlan
{
    // Elastic Load Balancing lets a balancer have 100 target groups, and a listener 100 rules; a service has two of each at most.
    public const int MostServices = 45;

    public static ImmutableSortedDictionary<string, int> Of(ImmutableArray<string> services, ImmutableSortedDictionary<string, int> before)
    {
        var places = before.Where(place => services.Contains(place.Key)).ToImmutableSortedDictionary(StringComparer.Ordinal);
        var counts = places.Values.CountBy(number => number).ToDictionary();
        foreach (var service in services.Where(service => !places.ContainsKey(service)))
        {
            var number = 1;
            while (counts.GetValueOrDefault(number) >= MostServices) number++;
            counts[number] = counts.GetValueOrDefault(number) + 1;
            places = places.Add(service, number);
        }
        return places;
    }

    public static ImmutableSortedDictionary<string, int> FromJson(string? text) =>
        text is null ? ImmutableSortedDictionary<string, int>.Empty : JsonSerializer.Deserialize<Dictionary<string, int>>(text)!.ToImmutableSortedDictionary(StringComparer.Ordinal);
}
