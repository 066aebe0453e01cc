using System.Collections.Immutable;
using System.Text.Json;

namespace Pulumi;

/// <summary>What a program is told about its run: by environment variables, by a RunRequest, or by a test.</summary>
internal sealed record DeploymentSettings
{
    public required string Project { get; init; }

    public required string Stack { get; init; }

    public string Organization { get; init; } = "organization";

    public string? RootDirectory { get; init; }

    public required bool IsDryRun { get; init; }

    public ImmutableDictionary<string, string> Config { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Reads PULUMI_MONITOR and its companions, which the language host sets.</summary>
    /// <exception cref="InvalidOperationException">One of them is missing: the program was not started by the engine.</exception>
    public static (DeploymentSettings Settings, string Monitor, string Engine) FromEnvironment()
    {
        var (monitor, engine, project, stack) = (Get("MONITOR"), Get("ENGINE"), Get("PROJECT"), Get("STACK"));
        if (monitor is null || engine is null || project is null || stack is null || !bool.TryParse(Get("DRY_RUN"), out var isDryRun))
            throw new InvalidOperationException("Program run without the Pulumi engine available; re-run using the `pulumi` CLI");
        var settings = new DeploymentSettings
        {
            Project = project,
            Stack = stack,
            Organization = Get("ORGANIZATION") ?? "organization",
            RootDirectory = Get("ROOT_DIRECTORY"),
            IsDryRun = isDryRun,
            Config = CleanConfig(Get("CONFIG") is { } config ? JsonSerializer.Deserialize<Dictionary<string, string>>(config)! : []),
        };
        return (settings, monitor, engine);

        static string? Get(string name) => Environment.GetEnvironmentVariable($"PULUMI_{name}") is { Length: > 0 } value ? value : null;
    }

    /// <summary>Older engines write <c>project:config:key</c> where newer ones write <c>project:key</c>.</summary>
    public static ImmutableDictionary<string, string> CleanConfig(IEnumerable<KeyValuePair<string, string>> config) =>
        config.ToImmutableDictionary(
            pair => pair.Key.Split(':') is [var prefix, "config", .. var rest] && rest.Length > 0 ? $"{prefix}:{string.Join(':', rest)}" : pair.Key,
            pair => pair.Value);
}
