using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Infra.Catalog;

namespace Infra.Stacks.Environment;

/// <summary>All that an environment is made of, as plain values: two environments with the same spec are the same.</summary>
internal sealed record EnvironmentSpec
{
    public required string Stage { get; init; }
    public required string Account { get; init; }
    public required string Region { get; init; }
    public required PlatformKind Platform { get; init; }
    public required string Service { get; init; }
    public required Colour Colour { get; init; }
    public required Release Release { get; init; }

    /// <summary>What the tasks run.</summary>
    public required string Image { get; init; }

    public required int Port { get; init; }
    public required HealthSpec Health { get; init; }
    public required int Replicas { get; init; }

    /// <summary>With how many replicas it starts: as many as the stable side really has, where those are more. What autoscaling changes makes no other environment.</summary>
    [JsonIgnore]
    public int Size { get; init; }

    public required string? Instance { get; init; }
    public required int Cpu { get; init; }
    public required int Memory { get; init; }
    public required TimeSpan Drain { get; init; }
    public required TimeSpan StopTimeout { get; init; }
    public required TimeSpan Ready { get; init; }

    /// <summary>The whole environment of a task's process, secrets aside.</summary>
    public required ImmutableSortedDictionary<string, string> Variables { get; init; }

    /// <summary>Variables to what holds their values: the ARN of a secret, or <c>NAME/KEY</c> of a Secret.</summary>
    public required ImmutableSortedDictionary<string, string> Secrets { get; init; }

    public required string LogGroup { get; init; }
    public required ImmutableSortedDictionary<string, string> Tags { get; init; }
    public required NetworkOutputs Network { get; init; }

    /// <summary>Where those come in who prove it before it has users.</summary>
    public required string TestListener { get; init; }

    /// <summary>The ports of the doors of the services that it asks.</summary>
    public required ImmutableArray<int> Dependencies { get; init; }

    /// <summary>SHA-256 of the spec, in hex.</summary>
    [JsonIgnore]
    public string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this)));

    /// <summary>
    /// What the resources of the environment are called: another release, or the same with another configuration, is another environment
    /// beside the first, never a change of it. At most 28 characters, so that a target group (32) can bear it.
    /// </summary>
    [JsonIgnore]
    public string Name => $"{Service}-{Colour.Word}-{Fingerprint[..7]}";

    /// <summary>What a request to the test listener says to reach this side.</summary>
    [JsonIgnore]
    public string TestHeaderValue => TestHeaderValueOf(Service, Colour);

    public static string TestHeaderValueOf(string service, Colour colour) => $"{service}-{colour.Word}";
}
