namespace Infra.Sandbox.Engine.Analyzers;

/// <summary>How long policy packs may take.</summary>
public sealed record PackPatience
{
    /// <summary>To say the port, and then to accept a connection. A folder's build is not part of it.</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>To answer one call.</summary>
    public TimeSpan Call { get; init; } = TimeSpan.FromSeconds(30);
}
