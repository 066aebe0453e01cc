using Infra.Cli.Engines;
using Infra.Rpc;
using Pulumi.Automation.Commands;
using Pulumi.Automation.Events;
using Pulumi.Automation.Serialization;
using Pulumirpc;
using Semver;

namespace Infra.Tests.Automation;

/// <summary>A command that writes down its arguments and answers what the test says.</summary>
internal sealed class RecordingCommand : PulumiCommand
{
    public List<string> Lines { get; } = [];

    public List<string> Folders { get; } = [];

    public List<IDictionary<string, string?>> Environments { get; } = [];

    public List<string?> Inputs { get; } = [];

    /// <summary>What standard output says, by the beginning of the arguments.</summary>
    public Dictionary<string, string> Answers { get; } = [];

    public Dictionary<string, CommandResult> Failures { get; } = [];

    public List<string> Events { get; } = [];

    /// <summary>What else the command does, by its arguments.</summary>
    public Action<IList<string>>? OnRun { get; init; }

    /// <summary>Where an inline program finds its engine; without it the program isn't run.</summary>
    public string? EngineAddress { get; init; }

    public string RootDirectory { get; init; } = "/somewhere";

    public RunResponse? Ran { get; private set; }

    public override SemVersion? Version => new(3, 260, 0);

    public override Task<CommandResult> RunAsync(
        IList<string> args, string workingDir, IDictionary<string, string?> additionalEnv, Action<string>? onStandardOutput = null,
        Action<string>? onStandardError = null, Action<EngineEvent>? onEngineEvent = null, CancellationToken cancellationToken = default) =>
        RunInputAsync(args, workingDir, additionalEnv, onStandardOutput, onStandardError, null, onEngineEvent, cancellationToken);

    public override async Task<CommandResult> RunInputAsync(
        IList<string> args, string workingDir, IDictionary<string, string?> additionalEnv, Action<string>? onStandardOutput = null,
        Action<string>? onStandardError = null, string? stdIn = null, Action<EngineEvent>? onEngineEvent = null, CancellationToken cancellationToken = default)
    {
        var client = args.FirstOrDefault(arg => arg.StartsWith("--client=", StringComparison.Ordinal));
        var line = string.Join(' ', args.Select(arg => arg == client ? "--client=PORT" : arg));
        Lines.Add(line);
        Folders.Add(workingDir);
        Environments.Add(additionalEnv);
        Inputs.Add(stdIn);
        OnRun?.Invoke(args);
        foreach (var json in Events) onEngineEvent?.Invoke(new LocalSerializer().DeserializeJson<EngineEvent>(json));
        if (EngineAddress is not null && client is not null)
        {
            Ran = await RunProgramAsync(client["--client=".Length..], cancellationToken);
            if (Ran.Bail) throw CommandFailure.Of(new(255, "", "error: update failed"));
        }
        if (Failures.FirstOrDefault(failure => line.StartsWith(failure.Key, StringComparison.Ordinal)).Value is { } failed) throw CommandFailure.Of(failed);
        return new(0, Answers.FirstOrDefault(answer => line.StartsWith(answer.Key, StringComparison.Ordinal)).Value ?? "", "");
    }

    async Task<RunResponse> RunProgramAsync(string address, CancellationToken ct)
    {
        using var channel = new GrpcChannel(address);
        var request = new RunRequest
        {
            Project = "shop",
            Stack = "dev",
            MonitorAddress = EngineAddress!,
            Args = { EngineAddress! },
            Config = { ["shop:colour"] = "blue" },
            Info = new() { RootDirectory = RootDirectory },
        };
        return await channel.CallAsync<RunRequest, RunResponse>("pulumirpc.LanguageRuntime", "Run", request, ct);
    }
}
