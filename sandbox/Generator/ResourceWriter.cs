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
        code.Open($"public partial class {name} : global::{Parent(resource)}");
        foreach (var property in Answers(resource, package))
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
        Arguments(code, resource, space, name);
        code.Close();
        return code.ToString();
    }

    /// <summary>A provider answers only texts, as the rest of its configuration is JSON on the wire; that of a flat package answers nothing.</summary>
    public static IEnumerable<PropertyDefinition> Answers(ResourceDefinition resource, PackageDefinition package) => resource.IsProvider
        ? resource.Inputs.Where(property => property.Type is TypeReference.Text && !package.IsFlat)
        : resource.Inputs.Concat(resource.Outputs);

    // The base that the resources of a flat package share is written by hand.
    string Parent(ResourceDefinition resource) =>
        resource.IsProvider ? "Pulumi.ProviderResource" : package.IsFlat ? "Pulumi.Kubernetes.KubernetesResource" : "Pulumi.CustomResource";

    void Constructor(Code code, ResourceDefinition resource, string name)
    {
        var arguments = "global::" + resource.CSharpArgs;
        var constants = Constants(resource).ToList();
        var required = !package.IsFlat && resource.Inputs.Any(property => property.Required && property.Name != resource.Name?.Property);
        var given = constants.Count > 0 ? "MakeArgs(args)" : $"args ?? new {arguments}()";
        code.Line($"public {name}(string name, {arguments}{(required ? " args" : "? args = null")}, {Options}? options = null)");
        code.Line($"    : base({Code.Quote(resource.IsProvider ? Package(resource) : resource.Token)}, name, {given}, MakeResourceOptions(options, null))");
        code.Line("{");
        code.Line("}");
        code.Line();
        if (constants.Count == 0) return;
        code.Open($"private static {arguments} MakeArgs({arguments}? args)");
        code.Line($"args ??= new {arguments}();");
        foreach (var constant in constants) code.Line($"args.{constant.CSharp} = {constant.Default};");
        code.Line("return args;");
        code.Close();
        code.Line();
    }

    /// <summary>What can have one value only needs no giving: the kind of an object, and the version of its API.</summary>
    static IEnumerable<PropertyDefinition> Constants(ResourceDefinition resource) =>
        resource.Inputs.Where(property => property.OneOf.Length == 1 && property.Default == Code.Quote(property.OneOf[0]));

    void Lookup(Code code, ResourceDefinition resource, string name)
    {
        var (parameter, argument) = package.IsFlat ? ("", "null") : ($"{name}State? state = null, ", "state");
        code.Line($"private {name}(string name, global::Pulumi.Input<string> id, {parameter}{Options}? options = null)");
        code.Line($"    : base({Code.Quote(resource.Token)}, name, {argument}, MakeResourceOptions(options, id))");
        code.Line("{");
        code.Line("}");
        code.Line();
        code.Line($"public static {name} Get(string name, global::Pulumi.Input<string> id, {parameter}{Options}? options = null) =>");
        code.Line($"    new {name}(name, id, {(package.IsFlat ? "" : "state, ")}options);");
        code.Line();
    }

    void Arguments(Code code, ResourceDefinition resource, string space, string name)
    {
        var arguments = new ArgumentsWriter(types);
        var (argumentSpace, argumentName) = Code.Split(resource.CSharpArgs);
        if (argumentSpace != space)
        {
            code.Close();
            code.Line();
            code.Open($"namespace {argumentSpace}");
        }
        arguments.Write(code, argumentName, "ResourceArgs", Shape.Input, resource.Inputs, isOpen: package.IsFlat && !resource.IsProvider);
        if (!package.IsFlat && !resource.IsProvider) arguments.Write(code, $"{name}State", "ResourceArgs", Shape.State, resource.Inputs.Concat(resource.Outputs));
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
