using Infra.Sandbox.Engine.Commands.Words;

namespace Infra.Sandbox.Engine.Commands.Configuration;

/// <summary><c>pulumi config cp [KEY] --dest STACK</c></summary>
internal sealed class ConfigCopy(Workspace workspace) : ICommand
{
    public CommandSpec Spec { get; } = new("config cp", "Copies one value, or all of them, to another stack; secrets under that one's key.")
    {
        Takes = "[KEY]",
        Flags = [Flags.Stack, Flag.Of("--dest", "NAME", "The stack to copy to.", 'd'), Flags.Path, Flags.ConfigFile],
    };

    public Task<int> RunAsync(Arguments arguments, Invocation invocation, CancellationToken ct)
    {
        var project = workspace.Project(invocation);
        var destination = arguments["--dest"] ?? throw new EngineException("pulumi config cp needs --dest NAME", 2);
        var from = new ConfigEditor(workspace, invocation, project, null, arguments);
        var to = new ConfigEditor(workspace, invocation, project, workspace.Existing(invocation, project, destination), null);
        if (arguments.First is not { } key) All(from, to);
        else
        {
            var value = from.Find(key, arguments.Has("--path")) ?? throw new EngineException($"configuration key '{key}' not found for stack '{from.Stack}'");
            if (!arguments.Has("--path")) to.Put(to.Settings.FullKey(key), value, from.Decrypt);
            else if (!value.IsObject) to.Set(key, from.Open(value), value.IsSecret, path: true);
            else throw new EngineException($"'{key}' is an object inside another; copy the whole key.", 2);
            to.Settings.Save();
        }
        return Task.FromResult(0);
    }

    public static void All(ConfigEditor from, ConfigEditor to)
    {
        foreach (var (key, value) in from.Settings.Values) to.Put(key, value, from.Decrypt);
        to.Settings.Save();
    }
}
