using Infra.Sandbox.Engine.Commands.Words;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Commands.Sessions;

/// <summary><c>pulumi whoami [--json]</c></summary>
internal sealed class WhoAmI(Workspace workspace) : ICommand
{
    // Shadows the global --verbose N, of which -v is the short form elsewhere.
    public CommandSpec Spec { get; } = new("whoami", "Prints who works, and on which backend.") { Flags = [Flags.Json, Flag.Switch("--verbose", "With the backend's URL.", 'v')] };

    public Task<int> RunAsync(Arguments arguments, Invocation invocation, CancellationToken ct)
    {
        var url = workspace.Backend(invocation, workspace.ProjectIfAny(invocation)).Url;
        if (arguments.Has("--json"))
            invocation.Say(JsonText.Of(json =>
            {
                json.WriteStartObject();
                json.WriteString("user", Environment.UserName);
                json.WriteStartArray("organizations");
                json.WriteEndArray();
                json.WriteString("url", url);
                json.WriteEndObject();
            }, indented: true));
        else invocation.Say(arguments.Has("--verbose") ? $"User: {Environment.UserName}\nOrganizations: \nBackend URL: {url}" : Environment.UserName);
        return Task.FromResult(0);
    }
}
