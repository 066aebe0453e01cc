using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;

namespace Infra.Sandbox.Definitions;

/// <summary>
/// Reads definition files. A line is a header at the margin or an indented property of the header above it:
/// <code>
/// package aws 7.48.0
/// resource aws:ecs/service:Service Pulumi.Aws.Ecs.Service
///   id {arn}
///   name name 255
///   in cluster text replaces
///   in desiredCount integer 0..
///   in loadBalancers [aws:ecs/ServiceLoadBalancer:ServiceLoadBalancer]
///   out arn text = arn:aws:ecs:{region}:{account}:service/{name}
/// object aws:ecs/ServiceLoadBalancer:ServiceLoadBalancer Pulumi.Aws.Ecs ServiceLoadBalancer
///   in containerName text required
/// </code>
/// Types: text, integer, number, boolean, <c>[item]</c>, <c>{item}</c> (map), or an object's token.
/// Words after the type: required, replaces, secret, <c>min..max</c>, <c>one-of:a|b</c>, <c>default:json</c>, <c>as:CSharpName</c>; then <c>= template</c>.
/// </summary>
public static class DefinitionReader
{
    /// <param name="files">Name and text of each file; all together make one package.</param>
    /// <exception cref="FormatException">Names the file, the line and the mistake.</exception>
    public static PackageDefinition Read(IEnumerable<(string Name, string Text)> files)
    {
        var (package, version) = ("", "");
        var resources = ImmutableDictionary.CreateBuilder<string, ResourceDefinition>();
        var objects = ImmutableDictionary.CreateBuilder<string, ObjectDefinition>();
        foreach (var (name, text) in files)
            foreach (var block in Blocks(name, text))
            {
                var words = block.Header.Words;
                switch (words[0])
                {
                    case "package" when words.Length == 3: (package, version) = (words[1], words[2]); break;
                    case "resource" when words.Length == 3: resources.Add(words[1], Resource(words, block.Lines)); break;
                    case "object" when words.Length == 4: objects.Add(words[1], Object(words, block.Lines)); break;
                    default: throw block.Header.Error("is no header; a header is 'package NAME VERSION', 'resource TOKEN CLASS' or 'object TOKEN NAMESPACE NAME'");
                }
            }
        return new PackageDefinition(package, version, resources.ToImmutable(), objects.ToImmutable());
    }

    static ResourceDefinition Resource(string[] words, List<Line> lines)
    {
        var id = lines.FirstOrDefault(line => line.Words[0] == "id");
        var name = lines.FirstOrDefault(line => line.Words[0] == "name");
        return new ResourceDefinition(
            words[1],
            words[2],
            id?.Rest(1) ?? "{hex:17}",
            name is null ? null : new AutoName(name.Words[1], int.Parse(name.Words[2], CultureInfo.InvariantCulture)),
            [.. lines.Where(line => line.Words[0] == "in").Select(Property)],
            [.. lines.Where(line => line.Words[0] == "out").Select(Property)]);
    }

    static ObjectDefinition Object(string[] words, List<Line> lines) =>
        new(words[1], $"{words[2]}.Inputs.{words[3]}Args", $"{words[2]}.Outputs.{words[3]}", [.. lines.Select(Property)]);

    static PropertyDefinition Property(Line line)
    {
        if (line.Words.Length < 3) throw line.Error("is no property; a property is 'in|out NAME TYPE ...'");
        var property = new PropertyDefinition(
            line.Words[1], Capital(line.Words[1]), Type(line, line.Words[2]), false, false, false, null, null, [], null, null);
        for (var i = 3; i < line.Words.Length; i++)
        {
            var word = line.Words[i];
            if (word == "=") return property with { Template = line.Rest(i + 1) };
            property = word switch
            {
                "required" => property with { Required = true },
                "replaces" => property with { Replaces = true },
                "secret" => property with { Secret = true },
                _ when word.StartsWith("one-of:", StringComparison.Ordinal) => property with { OneOf = [.. word.Substring(7).Split('|')] },
                _ when word.StartsWith("default:", StringComparison.Ordinal) => property with { Default = word.Substring(8) },
                _ when word.StartsWith("as:", StringComparison.Ordinal) => property with { CSharp = word.Substring(3) },
                _ when word.Contains("..") => Range(property, word),
                _ => throw line.Error($"has the unknown word '{word}'"),
            };
        }
        return property;
    }

    static PropertyDefinition Range(PropertyDefinition property, string word)
    {
        var cut = word.IndexOf("..", StringComparison.Ordinal);
        return property with { Min = Bound(word.Substring(0, cut)), Max = Bound(word.Substring(cut + 2)) };
    }

    static double? Bound(string text) => text.Length == 0 ? null : double.Parse(text, CultureInfo.InvariantCulture);

    static TypeReference Type(Line line, string word) => word switch
    {
        "text" => new TypeReference.Text(),
        "integer" => new TypeReference.Integer(),
        "number" => new TypeReference.Number(),
        "boolean" => new TypeReference.Boolean(),
        _ when word[0] == '[' && word[word.Length - 1] == ']' => new TypeReference.ListOf(Type(line, word.Substring(1, word.Length - 2))),
        _ when word[0] == '{' && word[word.Length - 1] == '}' => new TypeReference.MapOf(Type(line, word.Substring(1, word.Length - 2))),
        _ when word.Any(letter => letter == ':') => new TypeReference.Object(word),
        _ => throw line.Error($"has the unknown type '{word}'"),
    };

    static string Capital(string name) => char.ToUpperInvariant(name[0]) + name.Substring(1);

    static IEnumerable<(Line Header, List<Line> Lines)> Blocks(string file, string text)
    {
        (Line Header, List<Line> Lines)? block = null;
        var number = 0;
        foreach (var raw in text.Split('\n'))
        {
            number++;
            var content = raw.TrimEnd();
            if (content.Trim().Length == 0 || content.TrimStart()[0] == '#') continue;
            var line = new Line(file, number, content.Split([' '], StringSplitOptions.RemoveEmptyEntries));
            if (content[0] != ' ')
            {
                if (block is { } done) yield return done;
                block = (line, []);
            }
            else if (block is { } open) open.Lines.Add(line);
            else throw line.Error("is indented, but no header stands above it");
        }
        if (block is { } last) yield return last;
    }

    sealed class Line(string file, int number, string[] words)
    {
        public string[] Words => words;

        public string Rest(int from) => string.Join(" ", words.Skip(from));

        public FormatException Error(string mistake) => new($"{file}({number}): '{string.Join(" ", words)}' {mistake}.");
    }
}
