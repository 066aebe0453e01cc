using Infra.Sandbox.Engine;
using Pulumi.Automation.Commands;
using Pulumi.Automation.Events;
using Pulumi.Automation.Serialization;
using Semver;

namespace Infra.Tests;

/// <summary>The sandbox's engine as the command of a workspace.</summary>
internal sealed class SandboxCommand(PulumiCli cli) : PulumiCommand
{
    static readonly LocalSerializer serializer = new();

    public override SemVersion? Version => new(3, 260, 0);

    public override Task<CommandResult> RunAsync(
        IList<string> args, string workingDir, IDictionary<string, string?> additionalEnv, Action<string>? onStandardOutput = null,
        Action<string>? onStandardError = null, Action<EngineEvent>? onEngineEvent = null, CancellationToken cancellationToken = default) =>
        RunInputAsync(args, workingDir, additionalEnv, onStandardOutput, onStandardError, null, onEngineEvent, cancellationToken);

    public override async Task<CommandResult> RunInputAsync(
        IList<string> args, string workingDir, IDictionary<string, string?> additionalEnv, Action<string>? onStandardOutput = null,
        Action<string>? onStandardError = null, string? stdIn = null, Action<EngineEvent>? onEngineEvent = null, CancellationToken cancellationToken = default)
    {
        var result = await cli.RunAsync(
            [.. args], workingDir, additionalEnv.AsReadOnly(), stdIn, onStandardOutput, onStandardError,
            onEngineEvent is null ? null : json => onEngineEvent(serializer.DeserializeJson<EngineEvent>(json)), cancellationToken);
        return new(result.ExitCode, result.Output, result.Error);
    }
}
