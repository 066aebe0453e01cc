using System.Text;
using Infra.Sandbox.Engine.Commands.Words;
using Infra.Sandbox.Engine.Terminals;

namespace Infra.Sandbox.Engine.Commands;

/// <summary>One call of the command: where, with which environment, and what it has said so far.</summary>
internal sealed class Invocation(CliCall call)
{
    readonly Lock gate = new();
    readonly StringBuilder output = new();
    readonly StringBuilder error = new();
    string? passphrase;

    public string WorkingDirectory { get; set; } = call.WorkingDirectory;
    public IReadOnlyDictionary<string, string?> Variables => call.Environment;
    public Action<string>? OnEventJson => call.OnEventJson;

    /// <summary>Where a person can be asked; null where nobody sits, or nobody is to be asked.</summary>
    public ITerminal? Terminal { get; private set; } = call.Terminal;

    public bool HasColor { get; private set; }

    /// <summary>All of standard input; null when there is none.</summary>
    public string? Input => call.Input?.Invoke();

    public string? Variable(string name) => call.Environment.TryGetValue(name, out var value) ? value : Environment.GetEnvironmentVariable(name);

    /// <summary>Of the stack's secrets. A person is asked for it once.</summary>
    public string Passphrase() => passphrase ??= Secrets.Passphrase.From(Variable, Terminal is { } terminal
        ? () => terminal.Ask("Enter your passphrase to unlock config/secrets\n    (set PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE to remember): ", secret: true)
        : null);

    /// <summary>Whether a variable says yes.</summary>
    public bool IsSet(string name) => Variable(name) is "1" or "true" or "True" or "TRUE";

    public void Say(string text) => Write(text, output, call.OnOutput);

    public void Complain(string text) => Write(text, error, call.OnError);

    public CliResult End(int exitCode)
    {
        lock (gate) return new CliResult(exitCode, output.ToString(), error.ToString());
    }

    void Write(string text, StringBuilder buffer, Action<string>? each)
    {
        lock (gate)
        {
            buffer.Append(text).Append('\n');
            if (each is null) return;
            foreach (var line in text.Split('\n')) each(line);
        }
    }

    /// <summary>What flags of every command say about it.</summary>
    public void Heed(Arguments arguments)
    {
        if (arguments["--cwd"] is { } folder)
        {
            WorkingDirectory = Path.GetFullPath(folder, call.WorkingDirectory);
            if (!Directory.Exists(WorkingDirectory)) throw new EngineException($"--cwd names {WorkingDirectory}, which is no folder", 2);
        }
        HasColor = arguments["--color"] switch
        {
            "always" => true,
            "never" or "raw" => false,
            null or "auto" => call.Terminal is not null && string.IsNullOrEmpty(Variable("NO_COLOR")),
            var other => throw new EngineException($"--color takes always, never or auto, not '{other}'", 2),
        };
        if (arguments.Has("--non-interactive")) Terminal = null;
    }
}
