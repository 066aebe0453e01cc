using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace Infra.Sandbox.Definitions;

/// <summary>Collects definitions and mistakes while files are read.</summary>
sealed class DefinitionReading
{
    static readonly string[] aboutResources = ["id", "name", "delete-before-replace", "replaces", "fixed"];

    readonly ImmutableArray<DefinitionProblem>.Builder problems = ImmutableArray.CreateBuilder<DefinitionProblem>();
    readonly ImmutableDictionary<string, ResourceDefinition>.Builder resources = ImmutableDictionary.CreateBuilder<string, ResourceDefinition>();
    readonly ImmutableDictionary<string, ObjectDefinition>.Builder objects = ImmutableDictionary.CreateBuilder<string, ObjectDefinition>();
    readonly ImmutableDictionary<string, FunctionDefinition>.Builder functions = ImmutableDictionary.CreateBuilder<string, FunctionDefinition>();
    readonly List<(DefinitionLine Line, string Token)> references = [];
    (string Name, string Version, bool IsFlat) package = ("", "", false);
    (string Name, string Namespace) module;

    public void Add(string file, string text)
    {
        module = default;
        var (header, body) = ((DefinitionLine?)null, new List<DefinitionLine>());
        foreach (var line in DefinitionLine.In(file, text))
            if (line.IsHeader)
            {
                Try(() => Block(header, body));
                (header, body) = (line, []);
            }
            else if (header is null) problems.Add(line.Mistake("is indented, but no header stands above it").Problem);
            else body.Add(line);
        Try(() => Block(header, body));
    }

    public PackageDefinition Finish()
    {
        foreach (var (line, token) in references)
            if (!objects.ContainsKey(token)) problems.Add(line.Mistake($"names the unknown object '{token}'").Problem);
        return problems.Count > 0
            ? throw new DefinitionException([.. problems.Distinct()])
            : new PackageDefinition(package.Name, package.Version, resources.ToImmutable(), objects.ToImmutable(), functions.ToImmutable()) { IsFlat = package.IsFlat };
    }

    void Try(Action read)
    {
        try
        {
            read();
        }
        catch (DefinitionMistake mistake)
        {
            problems.Add(mistake.Problem);
        }
    }

    void Block(DefinitionLine? header, List<DefinitionLine> body)
    {
        if (header is null) return;
        if (header[0] is "package")
        {
            var read = (header[1], header[2], header.Words.Count > 3 && header[3] == "flat");
            package = package.Name is "" || package == read ? read : throw header.Mistake($"differs from 'package {package.Name} {package.Version}{(package.IsFlat ? " flat" : "")}'");
            return;
        }
        if (header[0] is "module")
        {
            module = package.Name is "" ? throw header.Mistake("needs a 'package NAME VERSION' above it") : (header[1], header[2]);
            return;
        }
        if (module.Name is null) throw header.Mistake("needs a 'module NAME NAMESPACE' above it");
        switch (header[0])
        {
            case "resource": Keep(resources, header, Resource(header, body)); break;
            case "provider": Keep(resources, header, Resource(header, body) with { Token = $"pulumi:providers:{package.Name}", CSharpArgs = $"{module.Namespace}.{header[1]}Args", IsProvider = true }); break;
            case "object": Keep(objects, header, Object(header, body)); break;
            case "function": Keep(functions, header, Function(header, body)); break;
            default: throw header.Mistake("is no header; headers are 'package', 'module', 'resource', 'provider', 'object' and 'function'");
        }
    }

    static void Keep<T>(ImmutableDictionary<string, T>.Builder all, DefinitionLine header, T definition) where T : class
    {
        var token = definition switch { ResourceDefinition one => one.Token, ObjectDefinition one => one.Token, FunctionDefinition one => one.Token, _ => "" };
        if (all.ContainsKey(token)) throw header.Mistake("stands here a second time");
        all.Add(token, definition);
    }

    ResourceDefinition Resource(DefinitionLine header, List<DefinitionLine> body)
    {
        var name = body.FirstOrDefault(line => line[0] == "name");
        return new ResourceDefinition(
            Token(char.ToLowerInvariant(header[1][0]) + header[1].Substring(1), header[1]),
            $"{module.Namespace}.{header[1]}",
            body.FirstOrDefault(line => line[0] == "id")?.Rest(1) ?? "{hex:17}",
            name is null ? null : new AutoName(name[1], (int)PropertyLine.Number(name, name[2])) { Prefix = name.Rest(3) },
            Properties(body, "in", ["out", .. aboutResources]),
            Properties(body, "out", ["in", .. aboutResources]))
        {
            CSharpArgs = package.IsFlat ? $"{Space("Inputs")}.{header[1]}Args" : $"{module.Namespace}.{header[1]}Args",
            DeleteBeforeReplace = body.Any(line => line[0] == "delete-before-replace"),
            ReplacePaths = Paths(body, "replaces"),
            FixedPaths = Paths(body, "fixed"),
        };
    }

    static ImmutableArray<string> Paths(List<DefinitionLine> body, string kind) => [.. body.Where(line => line[0] == kind).SelectMany(line => line.Words.Skip(1))];

    ObjectDefinition Object(DefinitionLine header, List<DefinitionLine> body)
    {
        var name = Capital(header[1]);
        var ofFunction = header[1] != name;
        return new ObjectDefinition(
            Token(header[1], header[1]),
            $"{Space("Inputs")}.{name}{(ofFunction ? "Input" : "")}Args",
            $"{Space("Outputs")}.{name}{(ofFunction ? "Result" : "")}",
            Properties(body, "in"))
        {
            CSharpPlain = ofFunction ? $"{module.Namespace}.Inputs.{name}Args" : null,
        };
    }

    FunctionDefinition Function(DefinitionLine header, List<DefinitionLine> body) =>
        new(Token(header[1], header[1]), $"{module.Namespace}.{Capital(header[1])}", Properties(body, "in", "out"), Properties(body, "out", "in"));

    string Token(string member, string type) => package.IsFlat ? $"{package.Name}:{module.Name}:{type}" : $"{package.Name}:{module.Name}/{member}:{type}";

    // A flat package keeps its nested classes beside its modules: Pulumi.Kubernetes.Types.Inputs.Core.V1.
    string Space(string kind)
    {
        if (!package.IsFlat) return $"{module.Namespace}.{kind}";
        var parts = module.Namespace.Split('.');
        return string.Join(".", [.. parts.Take(2), "Types", kind, .. parts.Skip(2)]);
    }

    ImmutableArray<PropertyDefinition> Properties(List<DefinitionLine> body, string kind, params string[] others)
    {
        var properties = ImmutableArray.CreateBuilder<PropertyDefinition>();
        foreach (var line in body)
            if (line[0] == kind) Try(() => properties.Add(PropertyLine.Read(line, Object)));
            else if (!others.Contains(line[0])) problems.Add(line.Mistake($"begins with the unknown word '{line[0]}'").Problem);
        return properties.ToImmutable();
    }

    /// <summary>A type of this module by its name, or of another by both; whether there is one shows when all is read.</summary>
    TypeReference.Object Object(DefinitionLine line, string name)
    {
        var token = name.Contains(':') ? $"{package.Name}:{name}" : Token(name, name);
        references.Add((line, token));
        return new(token);
    }

    static string Capital(string name) => char.ToUpperInvariant(name[0]) + name.Substring(1);
}
