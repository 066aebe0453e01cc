namespace Infra.Sandbox.Engine.Deployment;

/// <summary><c>urn:pulumi:stack::project::parent$type::name</c>.</summary>
internal static class Urn
{
    public const string RootType = "pulumi:pulumi:Stack";

    public static string Of(string stack, string project, string parent, string type, string name)
    {
        var above = parent.Length == 0 ? "" : QualifiedType(parent);
        return $"urn:pulumi:{stack}::{project}::{(above.Length == 0 || above == RootType ? type : $"{above}${type}")}::{name}";
    }

    public static string Root(string stack, string project) => Of(stack, project, "", RootType, $"{project}-{stack}");

    public static string QualifiedType(string urn) => Parts(urn)[2];

    public static string Type(string urn) => QualifiedType(urn) is var type ? type[(type.LastIndexOf('$') + 1)..] : "";

    public static string Name(string urn) => Parts(urn)[3];

    static string[] Parts(string urn) =>
        urn.StartsWith("urn:pulumi:", StringComparison.Ordinal) && urn.Split("::", 4) is { Length: 4 } parts ? parts
        : throw new EngineException($"'{urn}' is no URN; a URN is urn:pulumi:stack::project::type::name.");
}
