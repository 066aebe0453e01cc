using System.Collections.Immutable;
using System.Text.Json;

namespace Infra.Catalog;

/// <summary>Where the users of a service come in, and those who prove a side before it has users.</summary>
public sealed record Door
{
    /// <summary>What the platform calls the listener: an ARN, <c>namespace/gateway#listener</c>, or without a Gateway <c>namespace/service</c>.</summary>
    public required string ProductionListener { get; init; }

    /// <summary>Empty where there is none, and a side is asked by its own name.</summary>
    public required string TestListener { get; init; }

    /// <summary>Without a slash at its end.</summary>
    public required string ProductionUrl { get; init; }

    /// <summary>Empty where there is no <see cref="TestListener"/>.</summary>
    public required string TestUrl { get; init; }

    /// <summary>The output <see cref="StackOutputs.Network.Doors"/>: by service.</summary>
    public static string ToJson(IReadOnlyDictionary<string, Door> doors) =>
        JsonSerializer.Serialize(doors.ToImmutableSortedDictionary(StringComparer.Ordinal), JsonText.Options);

    /// <exception cref="BadInputException">The text holds no doors.</exception>
    public static ImmutableSortedDictionary<string, Door> FromJson(string text) => JsonText.Read<ImmutableSortedDictionary<string, Door>>(text, "a map of doors");
}
