namespace Infra.Sandbox.Engine.Commands;

/// <summary><c>pulumi config set-all [--plaintext KEY=VALUE]... [--secret KEY=VALUE]...</c></summary>
internal sealed class ConfigSetAll(Workspace workspace) : ICommand
{
    public string Name => "config set-all";

    public Task<int> RunAsync(IReadOnlyList<string> args, Invocation invocation, CancellationToken ct)
    {
        var arguments = new Arguments(Name, args, ["--path"], ["--plaintext", "--secret"]);
        var editor = new ConfigEditor(workspace, invocation, arguments);
        foreach (var (option, secret) in new[] { ("--plaintext", false), ("--secret", true) })
            foreach (var pair in arguments.All(option))
            {
                var cut = pair.IndexOf('=', StringComparison.Ordinal);
                if (cut < 0) throw new EngineException($"{option} takes KEY=VALUE, not '{(secret ? "[secret]" : pair)}'", 2);
                editor.Set(pair[..cut], pair[(cut + 1)..], secret, arguments.Has("--path"));
            }
        editor.Settings.Save();
        return Task.FromResult(0);
    }
}
