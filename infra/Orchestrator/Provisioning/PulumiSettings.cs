using System.Collections.Immutable;
using Pulumi.Automation;
using Pulumi.Automation.Commands;

namespace Infra.Orchestrator.Provisioning;

/// <summary>With what stacks are driven: a command, the program, and what both need to know.</summary>
public sealed record PulumiSettings
{
    /// <summary>The real command line or the sandbox's: never looked for.</summary>
    public required PulumiCommand Command { get; init; }

    public required PulumiFn Program { get; init; }

    /// <summary>The project whose <c>infra.yaml</c> the program reads.</summary>
    public required string ProjectFolder { get; init; }

    /// <summary>Such as PULUMI_BACKEND_URL and PULUMI_CONFIG_PASSPHRASE_FILE.</summary>
    public ImmutableDictionary<string, string?> Environment { get; init; } = ImmutableDictionary<string, string?>.Empty;

    /// <summary>Folders or files of the packs under which everything is previewed and updated.</summary>
    public ImmutableArray<string> PolicyPacks { get; init; } = [];

    public string? SecretsProvider { get; init; }
}
