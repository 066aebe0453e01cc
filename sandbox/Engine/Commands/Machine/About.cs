using System.Runtime.InteropServices;
using Infra.Sandbox.Engine.Commands.Views;
using Infra.Sandbox.Engine.Commands.Words;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Commands.Machine;

/// <summary><c>pulumi about</c>: what somebody who is to help needs to know.</summary>
internal sealed class About(Workspace workspace) : ICommand
{
    public CommandSpec Spec { get; } = new("about", "Prints versions, machine, project, stack and backend.") { Flags = [Flags.Json, Flags.Stack, Flag.Quiet("--transitive", letter: 't')] };

    public Task<int> RunAsync(Arguments arguments, Invocation invocation, CancellationToken ct)
    {
        var facts = Facts(arguments, invocation).ToList();
        if (!arguments.Has("--json")) invocation.Say(TextTable.Of(["WHAT", "VALUE"], facts.Select(fact => (string[])[fact.Name, fact.Value])));
        else
            invocation.Say(JsonText.Of(json =>
            {
                json.WriteStartObject();
                foreach (var (name, value) in facts) json.WriteString(name, value);
                json.WriteEndObject();
            }, indented: true));
        return Task.FromResult(0);
    }

    IEnumerable<(string Name, string Value)> Facts(Arguments arguments, Invocation invocation)
    {
        yield return ("version", Version.Text);
        yield return ("runtime", RuntimeInformation.FrameworkDescription);
        yield return ("os", $"{RuntimeInformation.OSDescription} {RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}");
        yield return ("world", workspace.Options.WorldFolder);
        var project = workspace.ProjectIfAny(invocation);
        yield return ("project", project is null ? "none here" : $"{project.Name} ({project.FullName})");
        if (project is not null) yield return ("stack", arguments["--stack"] ?? workspace.Selected(invocation, project) ?? "none selected");
        yield return ("backend", invocation.Variable("PULUMI_BACKEND_URL") is { Length: > 0 } url ? url : project?.BackendUrl ?? workspace.Home.Backend ?? "none set");
    }
}
