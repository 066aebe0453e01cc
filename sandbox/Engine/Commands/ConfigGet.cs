using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Commands;

/// <summary><c>pulumi config get KEY [--json]</c></summary>
internal sealed class ConfigGet(Workspace workspace) : ICommand
{
    public string Name => "config get";

    public Task<int> RunAsync(IReadOnlyList<string> args, Invocation invocation, CancellationToken ct)
    {
        var arguments = new Arguments(Name, args, ["--json", "--path"], []);
        var editor = new ConfigEditor(workspace, invocation, arguments);
        var key = arguments.Words is [var word] ? word : throw new EngineException("pulumi config get takes one key", 2);
        if (!editor.Settings.Values.TryGetValue(editor.Settings.FullKey(key), out var value))
            throw new EngineException($"configuration key '{key}' not found for stack '{arguments["--stack"]}'");
        invocation.Say(arguments.Has("--json") ? JsonText.Of(json => ConfigList.Write(json, value, editor.Open(value)), indented: true) : editor.Open(value));
        return Task.FromResult(0);
    }
}
