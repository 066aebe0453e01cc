using Infra.Sandbox.Engine.Commands.Words;
using Infra.Sandbox.Engine.State;

namespace Infra.Sandbox.Engine.Commands.Configuration;

/// <summary><c>pulumi config refresh</c>: the configuration of the last operation again.</summary>
internal sealed class ConfigRefresh(Workspace workspace) : ICommand
{
    public CommandSpec Spec { get; } = new("config refresh", "Brings back the configuration that the last operation ran with.")
    {
        Flags = [Flags.Stack, Flags.ConfigFile, Flag.Switch("--force", "Also over values that changed since.", 'f')],
    };

    public Task<int> RunAsync(Arguments arguments, Invocation invocation, CancellationToken ct)
    {
        var project = workspace.Project(invocation);
        var store = workspace.Existing(invocation, project, arguments["--stack"]);
        var last = History.Read(store.Files).FirstOrDefault() ?? throw new EngineException("no previous deployment");
        var settings = workspace.Settings(project, store, arguments["--config-file"]);
        var now = settings.Values;
        if (!arguments.Has("--force") && now.FirstOrDefault(entry => last.Config.GetValueOrDefault(entry.Key) != entry.Value) is { Key: { } changed })
            throw new EngineException($"'{changed}' was changed since the last operation of '{store.Files.Stack}', and would be lost; pass --force if that is meant");
        foreach (var key in now.Keys.Except(last.Config.Keys)) settings.Remove(key);
        foreach (var (key, value) in last.Config.Where(entry => now.GetValueOrDefault(entry.Key) != entry.Value)) settings.Set(key, value);
        settings.Save();
        invocation.Say($"refreshed configuration for stack '{store.Files.Stack}'");
        return Task.FromResult(0);
    }
}
