using System.Text.Json;
using Infra.Sandbox.Engine.Commands.Words;
using Infra.Sandbox.Engine.Deployment;
using Infra.Sandbox.Engine.Secrets;
using Infra.Sandbox.Engine.State;

namespace Infra.Sandbox.Engine.Commands.Stacks;

/// <summary><c>pulumi stack import [--file F]</c>: replaces the state by an export.</summary>
internal sealed class StackImport(Workspace workspace) : ICommand
{
    public CommandSpec Spec { get; } = new("stack import", "Replaces the stack's state by an export, read from standard input or a file.")
    {
        Flags = [Flags.Stack, Flag.Of("--file", "FILE", "Read it from there."), Flag.Switch("--force", "Even if it has resources of another stack.", 'f')],
    };

    public Task<int> RunAsync(Arguments arguments, Invocation invocation, CancellationToken ct)
    {
        var project = workspace.Project(invocation);
        var store = workspace.Existing(invocation, project, arguments["--stack"]);
        var text = arguments["--file"] is { } file ? File.ReadAllText(Path.GetFullPath(file, invocation.WorkingDirectory)) : invocation.Input ?? "";
        using var hold = StackLock.Take(store.Files, workspace.Options.Time);
        var stack = workspace.Open(invocation, project, store, null);
        using var document = Parse(text);
        if (!document.RootElement.TryGetProperty("version", out var version) || version.GetInt32() is < 1 or > 3)
            throw new EngineException("The import has no 'version' from 1 to 3; give what `pulumi stack export` writes.", 2);
        var deployment = document.RootElement.GetProperty("deployment");
        var salt = SnapshotCodec.ReadSecretsProvider(deployment)?.Salt;
        var secrets = salt is null ? stack.Secrets : new StackSecrets(Workspace.Passphrase(invocation), salt);
        var snapshot = SnapshotCodec.Read(deployment, secrets.Codec);
        var foreign = snapshot.Resources.FirstOrDefault(resource => !resource.Urn.StartsWith($"urn:pulumi:{stack.Name}::{stack.Project}::", StringComparison.Ordinal));
        if (foreign is not null && !arguments.Has("--force"))
            throw new EngineException($"resource '{foreign.Urn}' belongs to another stack than '{stack.Store.Files.FullName}'; pass --force to import it all the same.");
        if (Integrity.Problems(snapshot) is [var first, ..] problems) throw new EngineException($"The import is broken in {problems.Length} place(s), first: {first}.");
        stack.Store.Save(snapshot, secrets);
        invocation.Say("Import complete.");
        return Task.FromResult(0);
    }

    static JsonDocument Parse(string text)
    {
        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException e)
        {
            throw new EngineException($"The import is no JSON: {e.Message}", 2, e);
        }
    }
}
