using Infra.Sandbox.Engine.Config;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Commands;

/// <summary><c>pulumi whoami [--json]</c></summary>
internal sealed class WhoAmI(Workspace workspace) : ICommand
{
    public string Name => "whoami";

    public Task<int> RunAsync(IReadOnlyList<string> args, Invocation invocation, CancellationToken ct)
    {
        var arguments = new Arguments(Name, args, ["--json", "--verbose"], []);
        var project = invocation.Variable("PULUMI_BACKEND_URL") is { Length: > 0 } ? null : workspace.Project(invocation);
        var url = workspace.Backend(invocation, project).Url;
        invocation.Say(!arguments.Has("--json") ? Environment.UserName : JsonText.Of(json =>
        {
            json.WriteStartObject();
            json.WriteString("user", Environment.UserName);
            json.WriteStartArray("organizations");
            json.WriteEndArray();
            json.WriteString("url", url);
            json.WriteEndObject();
        }, indented: true));
        return Task.FromResult(0);
    }
}
