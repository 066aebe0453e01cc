using System.Text;
using Infra.Sandbox.Engine.State;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Commands;

/// <summary><c>pulumi stack export [--show-secrets] [--file F]</c></summary>
internal sealed class StackExport(Workspace workspace) : ICommand
{
    public string Name => "stack export";

    public Task<int> RunAsync(IReadOnlyList<string> args, Invocation invocation, CancellationToken ct)
    {
        var arguments = new Arguments(Name, args, ["--show-secrets"], ["--file"]);
        var stack = workspace.Open(invocation, arguments["--stack"]);
        var snapshot = stack.Snapshot with { SecretsProvider = stack.Secrets.Provider ?? stack.Snapshot.SecretsProvider };
        var text = JsonText.Of(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("version", 3);
            json.WritePropertyName("deployment");
            SnapshotCodec.Write(json, snapshot, arguments.Has("--show-secrets") ? stack.Secrets.ShownCodec : stack.Secrets.Codec);
            json.WriteEndObject();
        }, indented: true);
        if (arguments["--file"] is { } file) StackFiles.WriteDurably(Path.GetFullPath(file, invocation.WorkingDirectory), Encoding.UTF8.GetBytes(text + "\n"));
        else invocation.Say(text);
        return Task.FromResult(0);
    }
}
