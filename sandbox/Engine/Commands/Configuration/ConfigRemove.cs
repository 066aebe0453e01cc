using Infra.Sandbox.Engine.Commands.Words;

namespace Infra.Sandbox.Engine.Commands.Configuration;

/// <summary><c>pulumi config rm KEY</c> and <c>pulumi config rm-all KEY...</c></summary>
internal sealed class ConfigRemove(Workspace workspace, CommandSpec spec) : ICommand
{
    public static IEnumerable<ICommand> All(Workspace workspace) =>
    [
        new ConfigRemove(workspace, new("config rm", "Removes one value.") { Takes = "KEY", Aliases = ["config remove"] }),
        new ConfigRemove(workspace, new("config rm-all", "Removes several values.") { Takes = "KEY ..." }),
    ];

    public CommandSpec Spec { get; } = spec with { Flags = [Flags.Stack, Flags.Path, Flags.ConfigFile] };

    public Task<int> RunAsync(Arguments arguments, Invocation invocation, CancellationToken ct)
    {
        var editor = new ConfigEditor(workspace, invocation, arguments);
        foreach (var key in arguments.Words) editor.Remove(key, arguments.Has("--path"));
        editor.Settings.Save();
        return Task.FromResult(0);
    }
}
