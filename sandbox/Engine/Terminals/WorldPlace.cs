namespace Infra.Sandbox.Engine.Terminals;

/// <summary>Where a project's world lives.</summary>
public static class WorldPlace
{
    /// <summary>In <c>INFRA_HOME</c>, or in <c>.infra</c> of the nearest folder upwards with an infra.yaml, a Pulumi.yaml, or of the current one.</summary>
    public static string Of(string current)
    {
        if (Environment.GetEnvironmentVariable("INFRA_HOME") is { Length: > 0 } home) return Path.Combine(Path.GetFullPath(home), "world");
        return Path.Combine(Above(current, "infra.yaml") ?? Above(current, "Pulumi.yaml") ?? current, ".infra", "world");
    }

    static string? Above(string? folder, string file)
    {
        for (; folder is not null; folder = Path.GetDirectoryName(folder))
            if (File.Exists(Path.Combine(folder, file))) return folder;
        return null;
    }
}
