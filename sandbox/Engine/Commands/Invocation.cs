using System.Text;

namespace Infra.Sandbox.Engine.Commands;

/// <summary>One call of the command: where, with which environment, and what it has said so far.</summary>
internal sealed class Invocation(string workingDirectory, IReadOnlyDictionary<string, string?> environment, string? input, Action<string>? onOutput, Action<string>? onError, Action<string>? onEventJson)
{
    readonly Lock gate = new();
    readonly StringBuilder output = new();
    readonly StringBuilder error = new();

    public string WorkingDirectory => workingDirectory;
    public IReadOnlyDictionary<string, string?> Variables => environment;
    public string? Input => input;
    public Action<string>? OnEventJson => onEventJson;

    public string? Variable(string name) => environment.TryGetValue(name, out var value) ? value : Environment.GetEnvironmentVariable(name);

    public void Say(string text) => Write(text, output, onOutput);

    public void Complain(string text) => Write(text, error, onError);

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
}
