using Infra.Cli.Engines;
using Pulumi.Automation.Commands;
using Pulumi.Automation.Events;
using Pulumi.Automation.Serialization;
using Semver;

namespace Infra.Tests.Support;

/// <summary>Answers the command line's arguments from what a test set, and remembers what it was asked and saw.</summary>
sealed class FakeCommand : PulumiCommand
{
    public List<Call> Calls { get; } = [];

    public string[] Events { get; set; } = ["""{"summaryEvent":{"resourceChanges":{"same":1}}}"""];

    /// <summary>Gets the folder of each preview and update while it works.</summary>
    public Action<string> During { get; set; } = _ => { };

    /// <summary>Of previews and updates.</summary>
    public int ExitCode { get; set; }

    public string Error { get; set; } = "";

    public string Outputs { get; set; } = "{}";

    public bool Known { get; set; } = true;

    public override SemVersion? Version { get; } = new(3, 200, 0);

    public override Task<CommandResult> RunAsync(
        IList<string> args, string workingDir, IDictionary<string, string?> additionalEnv, Action<string>? onStandardOutput = null,
        Action<string>? onStandardError = null, Action<EngineEvent>? onEngineEvent = null, CancellationToken cancellationToken = default) =>
        RunInputAsync(args, workingDir, additionalEnv, onStandardOutput, onStandardError, null, onEngineEvent, cancellationToken);

    public override Task<CommandResult> RunInputAsync(
        IList<string> args, string workingDir, IDictionary<string, string?> additionalEnv, Action<string>? onStandardOutput = null, Action<string>? onStandardError = null,
        string? stdIn = null, Action<EngineEvent>? onEngineEvent = null, CancellationToken cancellationToken = default)
    {
        var stackFile = Directory.GetFiles(workingDir, "Pulumi.*.yaml").Select(File.ReadAllText).FirstOrDefault("");
        Calls.Add(new([.. args], workingDir, OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(workingDir), stackFile, File.ReadAllText(Path.Combine(workingDir, "infra.yaml"))));
        if (args[0] is "up" or "preview" or "destroy")
        {
            During(workingDir);
            foreach (var json in Events)
                onEngineEvent?.Invoke(new LocalSerializer().DeserializeJson<EngineEvent>(json));
            return Answer(ExitCode, "", Error);
        }

        return args switch
        {
            ["stack", "select", ..] when !Known => Answer(255, "", "error: no stack named 'x' found"),
            ["stack", "output", ..] => Answer(0, Outputs, ""),
            ["stack", "history", ..] => Answer(0, "[]", ""),
            _ => Answer(0, "", ""),
        };
    }

    static Task<CommandResult> Answer(int code, string output, string error)
    {
        var result = new CommandResult(code, output, error);
        return code == 0 ? Task.FromResult(result) : Task.FromException<CommandResult>(CommandFailure.Of(result));
    }

    public sealed record Call(string[] Arguments, string Folder, UnixFileMode FolderMode, string StackFile, string Catalog);
}
