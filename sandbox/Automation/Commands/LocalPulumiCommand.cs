using System.Diagnostics;
using System.Text;
using Pulumi.Automation.Commands.Exceptions;
using Pulumi.Automation.Events;
using Semver;

namespace Pulumi.Automation.Commands;

/// <summary>The real `pulumi` on PATH, or that of an installation.</summary>
public class LocalPulumiCommand : PulumiCommand
{
    public const string SkipVersionCheckVar = "PULUMI_AUTOMATION_API_SKIP_VERSION_CHECK";

    static readonly SemVersion minimum = new(3, 1, 0);

    readonly string executable;
    SemVersion? version;

    LocalPulumiCommand(string executable) => this.executable = executable;

    public override SemVersion? Version => version;

    public static async Task<LocalPulumiCommand> CreateAsync(LocalPulumiCommandOptions? options = null, CancellationToken cancellationToken = default)
    {
        var command = new LocalPulumiCommand(options?.Root is { } root ? Path.Combine(root, "bin", "pulumi") : "pulumi");
        var answer = await command.RunAsync(["version"], Directory.GetCurrentDirectory(), new Dictionary<string, string?>(), cancellationToken: cancellationToken);
        var isChecked = !(options?.SkipVersionCheck ?? false) && Environment.GetEnvironmentVariable(SkipVersionCheckVar) is null;
        command.version = Check(answer.StandardOutput.Trim(), options?.Version ?? minimum, isChecked);
        return command;
    }

    public override Task<CommandResult> RunAsync(
        IList<string> args,
        string workingDir,
        IDictionary<string, string?> additionalEnv,
        Action<string>? onStandardOutput = null,
        Action<string>? onStandardError = null,
        Action<EngineEvent>? onEngineEvent = null,
        CancellationToken cancellationToken = default) =>
        RunInputAsync(args, workingDir, additionalEnv, onStandardOutput, onStandardError, stdIn: null, onEngineEvent, cancellationToken);

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
        if (onEngineEvent is null) return await StartAsync(args, null, workingDir, additionalEnv, onStandardOutput, onStandardError, stdIn, cancellationToken);
        await using var log = new EventLog(onEngineEvent);
        return await StartAsync(args, log.Target, workingDir, additionalEnv, onStandardOutput, onStandardError, stdIn, cancellationToken);
    }

    internal static SemVersion? Check(string text, SemVersion least, bool isChecked)
    {
        SemVersion? found = null;
        try
        {
            found = SemVersion.Parse(text);
        }
        catch (FormatException) when (!isChecked)
        {
        }
        if (!isChecked || found is null) return found;
        if (found.Major > least.Major)
            throw new InvalidOperationException($"Major version mismatch. You are using Pulumi CLI version {found} with Automation SDK v{least.Major}. Please update the SDK.");
        return found.ComparePrecedenceTo(least) >= 0 ? found : throw new InvalidOperationException(
            $"Minimum version requirement failed. The minimum CLI version requirement is {least}, your current CLI version is {found}. Please update the Pulumi CLI.");
    }

    async Task<CommandResult> StartAsync(
        IList<string> args, string? eventLog, string workingDir, IDictionary<string, string?> variables,
        Action<string>? onOutput, Action<string>? onError, string? input, CancellationToken ct)
    {
        var start = new ProcessStartInfo(executable, CommandArguments.With(args, eventLog))
        {
            WorkingDirectory = workingDir,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in variables) start.Environment[name] = value;
        if (eventLog is not null) start.Environment["PULUMI_DEBUG_COMMANDS"] = "true";
        // An installation's own plugins come before those of another one on PATH.
        if (Path.GetDirectoryName(executable) is { Length: > 0 } own) start.Environment["PATH"] = $"{own}{Path.PathSeparator}{start.Environment["PATH"]}";

        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{executable} did not start.");
        var (output, error) = (new StringBuilder(), new StringBuilder());
        try
        {
            var reading = Task.WhenAll(ReadAsync(process.StandardOutput, output, onOutput, ct), ReadAsync(process.StandardError, error, onError, ct));
            if (input is not null) await process.StandardInput.WriteAsync(input.AsMemory(), ct);
            process.StandardInput.Close();
            await reading;
            await process.WaitForExitAsync(ct);
        }
        catch
        {
            // Cancelled, or a listener threw: either way nobody waits for the command any more.
            process.Kill(entireProcessTree: true);
            throw;
        }
        var result = new CommandResult(process.ExitCode, output.ToString(), error.ToString());
        return result.Code == 0 ? result : throw CommandException.CreateFromResult(result);
    }

    static async Task ReadAsync(StreamReader reader, StringBuilder all, Action<string>? onLine, CancellationToken ct)
    {
        while (await reader.ReadLineAsync(ct) is { } line)
        {
            all.Append(line).Append('\n');
            onLine?.Invoke(line);
        }
    }
}
