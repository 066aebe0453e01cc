using Infra.Sandbox.Engine.Analyzers;
using Infra.Sandbox.Engine.Commands.Views;
using Infra.Sandbox.Engine.Commands.Words;
using Infra.Sandbox.Engine.Values;
using Pulumirpc;

namespace Infra.Sandbox.Engine.Commands.Policies;

/// <summary><c>pulumi policy ls PACK...</c>: what a local pack would judge.</summary>
internal sealed class PolicyList(Workspace workspace) : ICommand
{
    public CommandSpec Spec { get; } = new("policy ls", "Lists the policies of packs on this machine.") { Takes = "PACK ...", Flags = [Flags.Json] };

    public async Task<int> RunAsync(Arguments arguments, Invocation invocation, CancellationToken ct)
    {
        await using var lease = await workspace.Packs.LeaseAsync(arguments.Words.Select(path => new PackReference(path)), about: null, PackPlace.Of(invocation.WorkingDirectory, invocation.Variables), ct);
        var policies = lease.Packs.SelectMany(pack => pack.Policies.Select(policy => (Pack: $"{pack.Name}@v{pack.Version.TrimStart('v')}", Policy: policy))).ToList();
        if (!arguments.Has("--json")) invocation.Say(TextTable.Of(["PACK", "POLICY", "LEVEL", "WHAT IT ASKS"], policies.Select(one => (string[])[one.Pack, one.Policy.Name, Level(one.Policy), one.Policy.Description.Split('\n')[0]])));
        else
            invocation.Say(JsonText.Of(json =>
            {
                json.WriteStartArray();
                foreach (var (pack, policy) in policies)
                {
                    json.WriteStartObject();
                    json.WriteString("pack", pack);
                    json.WriteString("name", policy.Name);
                    json.WriteString("enforcementLevel", Level(policy));
                    json.WriteString("description", policy.Description);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
            }, indented: true));
        return 0;
    }

    static string Level(PolicyInfo policy) => policy.EnforcementLevel.ToString().ToLowerInvariant();
}
