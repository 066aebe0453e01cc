namespace Infra.Sandbox.Engine.Commands;

/// <summary><c>pulumi config rm-all KEY...</c></summary>
internal sealed class ConfigRemoveAll(Workspace workspace) : ICommand
{
    public string Name => "config rm-all";

    public Task<int> RunAsync(IReadOnlyList<string> args, Invocation invocation, CancellationToken ct)
    {
        var arguments = new Arguments(Name, args, ["--path"], []);
        var editor = new ConfigEditor(workspace, invocation, arguments);
        foreach (var key in arguments.Words) editor.Settings.Remove(editor.Settings.FullKey(key));
        editor.Settings.Save();
        return Task.FromResult(0);
    }
}
