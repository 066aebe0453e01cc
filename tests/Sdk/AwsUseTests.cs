using System.Text.Json;
using Infra.Tests.Architecture;
using Infra.Tests.Definitions;
using Mono.Cecil;

namespace Infra.Tests.Sdk;

/// <summary>What our stacks use of <c>Pulumi.Aws</c>, of which there is no listing: its classes, their properties and the types of these follow from the provider's schema.</summary>
public sealed class AwsUseTests
{
    [Fact]
    public void Every_class_and_property_that_the_stacks_use_is_one_of_the_official_package()
    {
        using var schema = ProviderSchema.Read("aws");
        using var stacks = Assemblies.Read("Infra.Stacks");
        var official = new OfficialClasses(schema);
        var used = stacks.MainModule.GetMemberReferences().Where(member => member.DeclaringType.Scope.Name == "Pulumi.Aws").ToList();

        Assert.True(used.Count > 100, $"the stacks use {used.Count} members");
        Assert.Empty(used.Select(official.Fault).OfType<string>());
        Assert.Empty(stacks.MainModule.GetTypeReferences().Where(type => type.Scope.Name == "Pulumi.Aws" && !official.Knows(type)).Select(type => type.FullName));
    }

    [Fact]
    public void Another_name_or_type_is_found()
    {
        using var schema = ProviderSchema.Read("aws");
        using var stacks = Assemblies.Read("Infra.Stacks");
        var (official, module) = (new OfficialClasses(schema), stacks.MainModule);
        var members = module.GetMemberReferences().ToDictionary(member => member.FullName);
        var port = (MethodReference)members.Single(member => member.Key.Contains("LB.ListenerArgs::set_Port(", StringComparison.Ordinal)).Value;
        var text = members.Values.OfType<MethodReference>().First(method => method.FullName.Contains("LB.ListenerArgs::set_Protocol(", StringComparison.Ordinal)).Parameters[0].ParameterType;

        Assert.Null(official.Fault(port));
        Assert.Equal("Pulumi.Aws.LB.ListenerArgs has no Ports", official.Fault(Setter("set_Ports", port.Parameters[0].ParameterType)));
        Assert.Equal("Pulumi.Aws.LB.ListenerArgs.Port is Input<Int32> there and Input<String> here", official.Fault(Setter("set_Port", text)));
        Assert.Equal("Pulumi.Aws.LB.Listeners is unknown", official.Fault(new MethodReference(".ctor", module.TypeSystem.Void, new TypeReference("Pulumi.Aws.LB", "Listeners", module, null))));

        MethodReference Setter(string name, TypeReference type) => new(name, module.TypeSystem.Void, port.DeclaringType) { Parameters = { new ParameterDefinition(type) } };
    }

    /// <summary>By full name, the properties of each class with the C# names of their types.</summary>
    sealed class OfficialClasses
    {
        readonly Dictionary<string, Dictionary<string, string>> classes = [];
        readonly ProviderSchema schema;

        public OfficialClasses(ProviderSchema schema)
        {
            this.schema = schema;
            foreach (var resource in schema.All("resources"))
            {
                Add(resource.GetProperty("csharp"), resource.GetProperty("outputs"), type => $"Output<{Answered(type)}>", "id", "urn");
                Add(resource.GetProperty("argsClass"), resource.GetProperty("inputs"), Given);
            }
            foreach (var part in schema.All("types"))
            {
                if (part.TryGetProperty("csharp", out var given)) Add(given, part.GetProperty("properties"), Given);
                if (part.TryGetProperty("csharpOut", out var answered)) Add(answered, part.GetProperty("properties"), Answered);
            }
        }

        public bool Knows(TypeReference type) => classes.ContainsKey(type.FullName);

        public string? Fault(MemberReference member)
        {
            if (!classes.TryGetValue(member.DeclaringType.FullName, out var known)) return $"{member.DeclaringType.FullName} is unknown";
            if (member is not MethodReference method || method.Name == ".ctor") return null;
            var name = method.Name[4..];
            var type = Name(method.Name.StartsWith("get_", StringComparison.Ordinal) ? method.ReturnType : method.Parameters[0].ParameterType);
            return !known.TryGetValue(name, out var there) ? $"{member.DeclaringType.FullName} has no {name}"
                : there.Contains('?', StringComparison.Ordinal) || there == type ? null
                : $"{member.DeclaringType.FullName}.{name} is {there} there and {type} here";
        }

        void Add(JsonElement name, JsonElement properties, Func<JsonElement, string> type, params IEnumerable<string> texts) => classes[name.GetString()!] =
            properties.EnumerateObject().Select(property => (Name: CSharp(property), Type: type(property.Value.GetProperty("type"))))
                .Concat(texts.Select(text => (Name: $"{char.ToUpperInvariant(text[0])}{text[1..]}", Type: "Output<String>")))
                .DistinctBy(property => property.Name).ToDictionary(property => property.Name, property => property.Type);

        static string CSharp(JsonProperty property) =>
            property.Value.TryGetProperty("csharp", out var other) ? other.GetString()! : $"{char.ToUpperInvariant(property.Name[0])}{property.Name[1..].Replace("-", "", StringComparison.Ordinal)}";

        string Given(JsonElement type) =>
            type.ValueKind == JsonValueKind.String ? $"Input<{Primitive(type)}>"
            : type.TryGetProperty("array", out var item) ? $"InputList<{Inner(Given(item))}>"
            : type.TryGetProperty("map", out var value) ? $"InputMap<{Inner(Given(value))}>"
            : type.TryGetProperty("ref", out var part) ? $"Input<{schema.Object(part.GetString()!)?.GetProperty("csharp").GetString()!.Split('.')[^1]}>"
            : type.TryGetProperty("union", out var kinds) && !kinds.EnumerateArray().Any(kind => kind.ValueKind == JsonValueKind.Object && kind.TryGetProperty("enum", out _)) ? "Input<String>" // so that a document can be given as such in other languages
            : "Input<?>";

        string Answered(JsonElement type) =>
            type.ValueKind == JsonValueKind.String ? Primitive(type)
            : type.TryGetProperty("array", out var item) ? $"ImmutableArray<{Answered(item)}>"
            : type.TryGetProperty("map", out var value) ? $"ImmutableDictionary<String, {Answered(value)}>"
            : "?"; // objects, and choices among types that each SDK writes its own way

        static string Inner(string input) => input[(input.IndexOf('<', StringComparison.Ordinal) + 1)..^1];

        static string Primitive(JsonElement type) => type.GetString() switch { "string" => "String", "integer" => "Int32", "number" => "Double", "boolean" => "Boolean", _ => "?" };

        // That a value type may be missing is left to the compiler of whoever builds with the official package.
        static string Name(TypeReference type) => type is GenericInstanceType { Name: not "Nullable`1" } generic ? $"{generic.Name.Split('`')[0]}<{string.Join(", ", generic.GenericArguments.Select(Name))}>"
            : type is GenericInstanceType nullable ? Name(nullable.GenericArguments[0])
            : type.Name;
    }
}
