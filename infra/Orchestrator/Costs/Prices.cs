using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Infra.Orchestrator.Costs;

/// <summary>What an hour costs, in US dollars: list prices of one region, of one day. Discounts, storage, traffic and addresses come on top or off.</summary>
internal sealed record Prices(string AsOf, string Source, string Region, FargatePrices Fargate, ImmutableDictionary<string, decimal> InstanceHour)
{
    private static readonly JsonSerializerOptions json = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    public static Prices Known { get; } = Read();

    private static Prices Read()
    {
        using var file = typeof(Prices).Assembly.GetManifestResourceStream("prices.json") ?? throw new InvalidOperationException("This build carries no prices.json.");
        return JsonSerializer.Deserialize<Prices>(file, json) ?? throw new InvalidOperationException("prices.json is empty.");
    }
}

internal sealed record FargatePrices(decimal VcpuHour, decimal GibHour);
