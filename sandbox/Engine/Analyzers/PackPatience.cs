namespace Infra.Sandbox.Engine.Analyzers;

/// <summary>How long policy packs may take.</summary>
public sealed record PackPatience
{
    /// <summary>To say the port, and then to answer for the first time. A folder's build is not part of it. Long, as Pulumi waits for a port without end, and a runner may be busy.</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>To answer one call.</summary>
    public TimeSpan Call { get; init; } = TimeSpan.FromSeconds(30);
}
