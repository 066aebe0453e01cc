using Mono.Cecil;

namespace Infra.Tests.Architecture;

/// <summary>The arrows of the house: what each room may know. Read off the built assemblies, so the picture can't rot.</summary>
public sealed class ArrowTests
{
    static readonly Dictionary<string, string[]> allowed = new()
    {
        ["Infra.Catalog"] = [],
        ["Infra.Rpc"] = [],
        ["Infra.Orchestrator"] = ["Infra.Catalog", "Pulumi.Automation"],
        ["Infra.Stacks"] = ["Infra.Catalog", "Pulumi", "Pulumi.Aws", "Pulumi.Kubernetes"],
        ["Infra.Platforms"] = ["Infra.Catalog", "Infra.Orchestrator"],
        ["Infra.Policies.Sdk"] = ["Infra.Rpc"],
        ["Infra.Policies"] = ["Infra.Policies.Sdk"],
        ["Pulumi"] = ["Infra.Rpc"],
        ["Pulumi.Automation"] = ["Infra.Rpc", "Pulumi"],
        ["Pulumi.Aws"] = ["Pulumi"],
        ["Pulumi.Kubernetes"] = ["Pulumi"],
        ["Infra.Sandbox.Definitions"] = [],
        ["Infra.Sandbox.World"] = [],
        ["Infra.Sandbox.Engine"] = ["Infra.Rpc", "Infra.Sandbox.Definitions", "Infra.Sandbox.World"],
        ["pulumi"] = ["Infra.Sandbox.Engine"],
        ["infra-start"] = ["Infra.Catalog", "infra"],
        ["infra"] = ["Infra.Catalog", "Infra.Rpc", "Infra.Orchestrator", "Infra.Platforms", "Infra.Stacks", "Infra.Sandbox.Engine", "Infra.Sandbox.World", "Pulumi.Automation"],
    };

    public static TheoryData<string> Rooms => [.. allowed.Keys];

    [Theory, MemberData(nameof(Rooms))]
    public void A_room_knows_only_the_rooms_it_may(string room)
    {
        using var assembly = Assemblies.Read(room);
        var known = assembly.MainModule.AssemblyReferences.Select(reference => reference.Name).Where(allowed.ContainsKey);

        Assert.Empty(known.Except(allowed[room]));
    }

    [Fact]
    public void In_the_orchestrator_only_provisioning_says_Pulumi()
    {
        using var orchestrator = Assemblies.Read("Infra.Orchestrator");

        var sayers = from type in orchestrator.MainModule.GetTypes()
                     where type.Room() != "Provisioning"
                     where type.Mentions().Any(mentioned => mentioned.FullName.StartsWith("Pulumi", StringComparison.Ordinal))
                     select type.FullName;

        Assert.Empty(sayers);
    }

    [Fact]
    public void Rollouts_holds_the_shared_values_and_references_no_other_room()
    {
        using var orchestrator = Assemblies.Read("Infra.Orchestrator");

        var others = from type in orchestrator.MainModule.GetTypes()
                     where type.Room() == "Rollouts"
                     from mentioned in type.Mentions()
                     where mentioned.Namespace.StartsWith("Infra.Orchestrator", StringComparison.Ordinal) && mentioned.Room() != "Rollouts"
                     select $"{type.FullName} -> {mentioned.FullName}";

        Assert.Empty(others);
    }
}
