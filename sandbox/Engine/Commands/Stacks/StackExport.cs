using System.Globalization;
using System.Text;
using System.Text.Json;
using Infra.Sandbox.Engine.Commands.Words;
using Infra.Sandbox.Engine.Deployment;
using Infra.Sandbox.Engine.Secrets;
using Infra.Sandbox.Engine.State;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Commands.Stacks;

/// <summary><c>pulumi stack export [--show-secrets] [--file F] [--version N]</c></summary>
internal sealed class StackExport(Workspace workspace) : ICommand
{
    public CommandSpec Spec { get; } = new("stack export", "Prints the stack's state.")
    {
        Flags = [Flags.Stack, Flags.ShowSecrets, Flag.Of("--file", "FILE", "Write it there."), Flag.Of("--version", "N", "As operation N of the history left it, 1 being the first.")],
    };

    public Task<int> RunAsync(Arguments arguments, Invocation invocation, CancellationToken ct)
    {
        var stack = workspace.Open(invocation, arguments);
        var (snapshot, secrets) = arguments["--version"] is { } version ? Old(stack, version, Workspace.Passphrase(invocation)) : (stack.Snapshot, stack.Secrets);
        snapshot = snapshot with { SecretsProvider = secrets.Provider ?? snapshot.SecretsProvider };
        var text = JsonText.Of(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("version", 3);
            json.WritePropertyName("deployment");
            SnapshotCodec.Write(json, snapshot, arguments.Has("--show-secrets") ? secrets.ShownCodec : secrets.Codec);
            json.WriteEndObject();
        }, indented: true);
        if (arguments["--file"] is { } file) StackFiles.WriteDurably(Path.GetFullPath(file, invocation.WorkingDirectory), Encoding.UTF8.GetBytes(text + "\n"));
        else invocation.Say(text);
        return Task.FromResult(0);
    }

    static (Snapshot, StackSecrets) Old(OpenStack stack, string version, Func<string> passphrase)
    {
        var copies = StateCopies.OfHistory(stack.Store.Files);
        if (!int.TryParse(version, CultureInfo.InvariantCulture, out var number) || number < 1 || number > copies.Length)
            throw new EngineException(copies.Length == 0 ? $"--version {version} is not there: '{stack.Name}' has no history yet" : $"--version takes a number from 1 to {copies.Length}, not '{version}'", 2);
        using var document = JsonDocument.Parse(File.ReadAllBytes(copies[number - 1]));
        var deployment = document.RootElement.GetProperty("checkpoint").GetProperty("latest");
        var secrets = new StackSecrets(passphrase, SnapshotCodec.ReadSecretsProvider(deployment)?.Salt);
        return (SnapshotCodec.Read(deployment, secrets.Codec), secrets);
    }
}
