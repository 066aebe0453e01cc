using System.Collections.Generic;
using System.Linq;
using Infra.Sandbox.Definitions;

namespace Infra.Sandbox.Generator;

/// <summary>Writes a resource's class, its arguments, and the state with which it is looked up.</summary>
sealed class ResourceWriter(PackageDefinition package, CSharpTypes types)
{
    const string Options = "global::Pulumi.CustomResourceOptions";

    public string Write(ResourceDefinition resource)
    {
        var code = new Code();
        var (space, name) = Code.Split(resource.CSharp);
        code.Line();
        code.Open($"namespace {space}");
        code.Line($"[global::Pulumi.ResourceType({Code.Quote(resource.Token)}, {Code.Quote(package.Version)})]");
        code.Open($"public partial class {name} : global::Pulumi.{(resource.IsProvider ? "ProviderResource" : "CustomResource")}");
        foreach (var property in Answers(resource))
        {
            var always = property.Required || property.Computed || resource.Outputs.Contains(property);
            code.Line($"[global::Pulumi.Output({Code.Quote(property.Name)})]");
            code.Line($"public global::Pulumi.Output<{types.Answer(property, always)}> {property.CSharp} {{ get; private set; }} = null!;");
            code.Line();
        }
        Constructor(code, resource, name);
        if (!resource.IsProvider) Lookup(code, resource, name);
        MakeOptions(code, resource);
        code.Close();

        var arguments = new ArgumentsWriter(types);
        arguments.Write(code, $"{name}Args", "ResourceArgs", Shape.Input, resource.Inputs);
        if (!resource.IsProvider) arguments.Write(code, $"{name}State", "ResourceArgs", Shape.State, resource.Inputs.Concat(resource.Outputs));
        code.Close();
        return code.ToString();
    }

    /// <summary>A provider answers only texts: the rest of its configuration is JSON on the wire.</summary>
    static IEnumerable<PropertyDefinition> Answers(ResourceDefinition resource) => resource.IsProvider
        ? resource.Inputs.Where(property => property.Type is TypeReference.Text)
        : resource.Inputs.Concat(resource.Outputs);

    static void Constructor(Code code, ResourceDefinition resource, string name)
    {
        var required = resource.Inputs.Any(property => property.Required && property.Name != resource.Name?.Property);
        code.Line($"public {name}(string name, {name}Args{(required ? " args" : "? args = null")}, {Options}? options = null)");
        code.Line($"    : base({Code.Quote(resource.IsProvider ? Package(resource) : resource.Token)}, name, args ?? new {name}Args(), MakeResourceOptions(options, null))");
        code.Line("{");
        code.Line("}");
        code.Line();
    }

    static void Lookup(Code code, ResourceDefinition resource, string name)
    {
        code.Line($"private {name}(string name, global::Pulumi.Input<string> id, {name}State? state = null, {Options}? options = null)");
        code.Line($"    : base({Code.Quote(resource.Token)}, name, state, MakeResourceOptions(options, id))");
        code.Line("{");
        code.Line("}");
        code.Line();
        code.Line($"public static {name} Get(string name, global::Pulumi.Input<string> id, {name}State? state = null, {Options}? options = null) =>");
        code.Line($"    new {name}(name, id, state, options);");
        code.Line();
    }

    void MakeOptions(Code code, ResourceDefinition resource)
    {
        code.Open($"private static {Options} MakeResourceOptions({Options}? options, global::Pulumi.Input<string>? id)");
        code.Open($"var defaults = new {Options}");
        code.Line($"Version = {Code.Quote(package.Version)},");
        var secrets = resource.Inputs.Concat(resource.Outputs).Where(property => property.Secret).Select(property => Code.Quote(property.Name)).ToList();
        if (secrets.Count > 0) code.Line($"AdditionalSecretOutputs = {{ {string.Join(", ", secrets)} }},");
        code.Close(";");
        code.Line($"var merged = {Options}.Merge(defaults, options);");
        code.Line("merged.Id = id ?? merged.Id;");
        code.Line("return merged;");
        code.Close();
    }

    static string Package(ResourceDefinition provider) => provider.Token.Substring("pulumi:providers:".Length);
}
