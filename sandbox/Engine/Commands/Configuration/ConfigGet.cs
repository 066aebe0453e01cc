using Infra.Sandbox.Engine.Commands.Words;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Commands.Configuration;

/// <summary><c>pulumi config get KEY [--path] [--json]</c></summary>
internal sealed class ConfigGet(Workspace workspace) : ICommand
{
    public CommandSpec Spec { get; } = new("config get", "Prints one value, also a secret one.") { Takes = "KEY", Flags = [Flags.Stack, Flags.Json, Flags.Path, Flags.ConfigFile, Flag.Quiet("--open")] };

    public Task<int> RunAsync(Arguments arguments, Invocation invocation, CancellationToken ct)
    {
        var editor = new ConfigEditor(workspace, invocation, arguments);
        var key = arguments.Words[0];
        var value = editor.Find(key, arguments.Has("--path")) ?? throw new EngineException($"configuration key '{key}' not found for stack '{editor.Stack}'");
        invocation.Say(arguments.Has("--json") ? JsonText.Of(json => ConfigJson.Write(json, value, editor.Open(value)), indented: true) : editor.Open(value));
        return Task.FromResult(0);
    }
}
