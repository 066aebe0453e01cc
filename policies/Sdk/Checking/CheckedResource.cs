using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;
using Pulumirpc;

namespace Infra.Policies.Sdk.Checking;

/// <summary>A resource of a file: a state or a plan.</summary>
internal sealed record CheckedResource
{
    public required string Type { get; init; }
    public required string Urn { get; init; }
    public required Struct Inputs { get; init; }
    public required Struct Outputs { get; init; }
    public bool IsProtected { get; init; }
    public string Parent { get; init; } = "";

    /// <summary>The provider that makes it, where the file has that too.</summary>
    public AnalyzerProviderResource? Provider { get; init; }
    public ImmutableDictionary<string, ImmutableArray<string>> Dependencies { get; init; } = ImmutableDictionary<string, ImmutableArray<string>>.Empty;

    public string Name => Urn[(Urn.LastIndexOf("::", StringComparison.Ordinal) + 2)..];

    public AnalyzeRequest Request => new() { Type = Type, Name = Name, Urn = Urn, Properties = Inputs, Options = Options, Provider = Provider };

    public AnalyzerResource Member
    {
        get
        {
            var member = new AnalyzerResource { Type = Type, Name = Name, Urn = Urn, Properties = Outputs, Options = Options, Parent = Parent, Provider = Provider };
            foreach (var (property, urns) in Dependencies) member.PropertyDependencies.Add(property, new() { Urns = { urns } });
            return member;
        }
    }

    AnalyzerResourceOptions Options => new() { Protect = IsProtected, Parent = Parent };
}
