using Infra.Sandbox.Engine;
using Pulumi.Automation.Commands;
using Pulumi.Automation.Events;
using Pulumi.Automation.Serialization;
using Semver;

namespace Infra.Cli.Engines;

/// <summary>The sandbox's engine where the Automation API expects the <c>pulumi</c> command.</summary>
internal sealed class SandboxCommand(PulumiCli engine) : PulumiCommand
{
    private static readonly LocalSerializer Serializer = new();

    public override SemVersion Version { get; } = SemVersion.Parse("3.255.0+infra.sandbox");

    public override Task<CommandResult> RunAsync(
        IList<string> args,
        string workingDir,
        IDictionary<string, string?> additionalEnv,
        Action<string>? onStandardOutput = null,
        Action<string>? onStandardError = null,
        Action<EngineEvent>? onEngineEvent = null,
        CancellationToken cancellationToken = default) =>
        RunInputAsync(args, workingDir, additionalEnv, onStandardOutput, onStandardError, null, onEngineEvent, cancellationToken);

    public override async Task<CommandResult> RunInputAsync(
        IList<string> args,
        string workingDir,
        IDictionary<string, string?> additionalEnv,
        Action<string>? onStandardOutput = null,
        Action<string>? onStandardError = null,
        string? stdIn = null,
        Action<EngineEvent>? onEngineEvent = null,
        CancellationToken cancellationToken = default)
    {
        Action<string>? onEventJson = onEngineEvent is null ? null : json => onEngineEvent(Serializer.DeserializeJson<EngineEvent>(json));
        var result = await engine.RunAsync([.. args], workingDir, additionalEnv.AsReadOnly(), stdIn, onStandardOutput, onStandardError, onEventJson, cancellationToken);
        var ended = new CommandResult(result.ExitCode, result.Output, result.Error);
        return ended.Code == 0 ? ended : throw CommandFailure.Of(ended);
    }
}
