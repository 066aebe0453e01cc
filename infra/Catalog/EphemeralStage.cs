using System.Text.Json;
using Infra.Catalog.Reading;

namespace Infra.Catalog;

/// <summary>What makes a stage of another one for a while. It stands in no file: it is configuration of the stage's network stack once, and its output from then on.</summary>
public sealed record EphemeralStage
{
    /// <summary>The stage of infra.yaml whose values it has.</summary>
    public required string From { get; init; }

    /// <summary>From when on a prune removes it, and nothing new is brought to it; UTC.</summary>
    public required DateTimeOffset Expires { get; init; }

    /// <summary>By how much its ports lie above those of <see cref="From"/>: all stages of a sandbox listen on one machine. 0 elsewhere.</summary>
    public required int PortShift { get; init; }

    public bool HasExpired(DateTimeOffset now) => Expires <= now;

    /// <summary>The output <see cref="StackOutputs.Network.Ephemeral"/> and the configuration <see cref="ConfigKeys.Ephemeral"/>.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, JsonText.Options);

    /// <exception cref="BadInputException">The text says no such thing.</exception>
    public static EphemeralStage FromJson(string text) => JsonText.Read<EphemeralStage>(text, "an ephemeral stage");

    /// <param name="text">Such as <c>48h</c>; from a minute to 30 days.</param>
    /// <exception cref="BadInputException">No duration, or none that a stage may live.</exception>
    public static TimeSpan ParseTtl(string text) =>
        Scalars.Duration(TimeSpan.FromMinutes(1), TimeSpan.FromDays(30))(text, out var ttl) is { } complaint ? throw new BadInputException($"--ttl: {complaint}.") : ttl;

    /// <summary>The smallest shift that gives a stage ports which nobody has: ten at a time, so that they are easy to tell.</summary>
    /// <exception cref="BadInputException">All are taken.</exception>
    public static int FreeShift(Stage from, IReadOnlySet<int> taken)
    {
        const int step = 10;
        var ports = from.Ports;
        for (var shift = step; ports.Max() + shift <= ushort.MaxValue; shift += step)
        {
            if (!ports.Any(port => taken.Contains(port + shift)))
                return shift;
        }

        throw new BadInputException($"No ports are free above {ports.Max()} for another stage like {from.Name}; `infra stage list` tells those there are, `infra stage destroy NAME` removes one.");
    }
}
