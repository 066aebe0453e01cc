namespace Infra.Sandbox.Engine.Commands;

/// <summary><c>pulumi config rm KEY</c></summary>
internal sealed class ConfigRemove(Workspace workspace) : ICommand
{
    public string Name => "config rm";

    public Task<int> RunAsync(IReadOnlyList<string> args, Invocation invocation, CancellationToken ct)
    {
        var arguments = new Arguments(Name, args, ["--path"], []);
        var editor = new ConfigEditor(workspace, invocation, arguments);
        var key = arguments.Words is [var word] ? word : throw new EngineException("pulumi config rm takes one key", 2);
        editor.Settings.Remove(editor.Settings.FullKey(key));
        editor.Settings.Save();
        return Task.FromResult(0);
    }
}
