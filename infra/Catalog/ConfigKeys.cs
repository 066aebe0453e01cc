namespace Infra.Catalog;

/// <summary>The configuration that only the orchestrator sets, in a temporary workspace. Without it a stack keeps its last outputs.</summary>
public static class ConfigKeys
{
    public const string Namespace = "infra";

    /// <summary>For an environment: <see cref="Catalog.Release"/> as JSON, or <c>none</c>.</summary>
    public const string Release = "release";

    /// <summary>For an environment: with how many replicas it starts, where the stable side really has more than the catalog says.</summary>
    public const string Size = "size";

    /// <summary>For a traffic stack: <see cref="TrafficSplit"/> as JSON.</summary>
    public const string Traffic = "traffic";

    /// <summary>For an environment and a traffic stack: the journal head by which traffic was last set when the update was decided, or <see cref="Nobody"/>; refused when it is another by then.</summary>
    public const string After = "after";

    /// <summary>For a network: <see cref="EphemeralStage"/> as JSON.</summary>
    public const string Ephemeral = "ephemeral";

    /// <summary>For a network that has nothing yet: publish what the stage is, and declare nothing. So a stage that is half made is known, and pruned in its time.</summary>
    public const string Announce = "announce";

    public const string Nobody = "none";

    /// <summary>As the engine writes a key: <c>infra:release</c>.</summary>
    public static string Full(string key) => $"{Namespace}:{key}";
}
