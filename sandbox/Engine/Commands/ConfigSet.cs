namespace Infra.Sandbox.Engine.Commands;

/// <summary><c>pulumi config set KEY [--secret|--plaintext] [--] VALUE</c></summary>
internal sealed class ConfigSet(Workspace workspace) : ICommand
{
    public string Name => "config set";

    public Task<int> RunAsync(IReadOnlyList<string> args, Invocation invocation, CancellationToken ct)
    {
        var arguments = new Arguments(Name, args, ["--secret", "--plaintext", "--path"], ["--type"]);
        var (key, value) = arguments.Words switch
        {
            [var name, var text] => (name, text),
            [var name] when invocation.Input is { } text => (name, text.TrimEnd('\n')),
            _ => throw new EngineException("pulumi config set takes a key and a value", 2),
        };
        var editor = new ConfigEditor(workspace, invocation, arguments);
        editor.Set(key, value, arguments.Has("--secret"), arguments.Has("--path"));
        editor.Settings.Save();
        return Task.FromResult(0);
    }
}
