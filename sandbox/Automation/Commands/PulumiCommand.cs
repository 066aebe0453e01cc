using Pulumi.Automation.Events;
using Semver;

namespace Pulumi.Automation.Commands;

/// <summary>Runs the `pulumi` command line, or something that understands the same arguments.</summary>
public abstract class PulumiCommand
{
    public abstract SemVersion? Version { get; }

    public abstract Task<CommandResult> RunAsync(
        IList<string> args,
        string workingDir,
        IDictionary<string, string?> additionalEnv,
        Action<string>? onStandardOutput = null,
        Action<string>? onStandardError = null,
        Action<EngineEvent>? onEngineEvent = null,
        CancellationToken cancellationToken = default);

    public abstract Task<CommandResult> RunInputAsync(
        IList<string> args,
        string workingDir,
        IDictionary<string, string?> additionalEnv,
        Action<string>? onStandardOutput = null,
        Action<string>? onStandardError = null,
        string? stdIn = null,
        Action<EngineEvent>? onEngineEvent = null,
        CancellationToken cancellationToken = default);
}
