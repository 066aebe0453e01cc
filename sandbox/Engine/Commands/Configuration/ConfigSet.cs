using Infra.Sandbox.Engine.Commands.Words;

namespace Infra.Sandbox.Engine.Commands.Configuration;

/// <summary><c>pulumi config set KEY [--secret|--plaintext] [--] VALUE</c></summary>
internal sealed class ConfigSet(Workspace workspace) : ICommand
{
    public CommandSpec Spec { get; } = new("config set", "Sets one value, given, read from standard input or asked for. Comments of the file are lost.")
    {
        Takes = "KEY [VALUE]",
        Flags =
        [
            Flags.Stack, Flags.Path, Flags.ConfigFile,
            Flag.Switch("--secret", "Encrypt it."),
            Flag.Switch("--plaintext", "Store it as it is."),
            Flag.Of("--type", "TYPE", "string, bool, int or float; below a path it is what it looks like."),
        ],
    };

    public Task<int> RunAsync(Arguments arguments, Invocation invocation, CancellationToken ct)
    {
        var secret = arguments.Has("--secret");
        if (secret && arguments.Has("--plaintext")) throw new EngineException("--secret and --plaintext exclude each other", 2);
        var key = arguments.Words[0];
        var value = arguments.Words is [_, var given] ? given
            : invocation.Terminal is { } terminal ? terminal.Ask("value: ", secret)
            : invocation.Input?.TrimEnd('\r', '\n');
        var editor = new ConfigEditor(workspace, invocation, arguments);
        editor.Set(key, value ?? throw new EngineException($"'{key}' gets no value; give one, or pass it on standard input", 2), secret, arguments.Has("--path"), arguments["--type"]);
        editor.Settings.Save();
        return Task.FromResult(0);
    }
}
