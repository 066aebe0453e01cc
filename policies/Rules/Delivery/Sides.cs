using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Delivery;

/// <summary>What belongs to a side: by the chain of types in the URN of its parent.</summary>
internal static class Sides
{
    public static bool IsInOne(Resource resource) => Chain(resource).Contains(Tokens.Environment);

    /// <summary>What the side is called whose own part it is; null for parts of parts and for what is in no side.</summary>
    public static string? NameOver(Resource part) => Chain(part) is [.., Tokens.Environment] ? part.Parent.Split("::")[^1] : null;

    static string[] Chain(Resource resource) => resource.Parent.Split("::") is [_, _, var types, ..] ? types.Split('$') : [];
}
