using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Infra.Catalog.Reading;

/// <summary>Text to nodes. Syntax errors become problems; then there is no tree.</summary>
internal static class YamlTree
{
    internal static YamlNode? Read(string text, Problems problems)
    {
        if (Tabs(text, problems))
            return null;
        try
        {
            var parser = new Parser(new StringReader(text));
            parser.Consume<StreamStart>();
            if (!parser.TryConsume<DocumentStart>(out _))
                return null;
            var tree = Node(parser, [], problems);
            parser.Consume<DocumentEnd>();
            if (parser.TryConsume<DocumentStart>(out var second))
                problems.Add(Place(second.Start), "a second document begins here; keep one, without a line of ---");
            return tree;
        }
        catch (YamlException e)
        {
            var what = e.Message.Trim().TrimEnd('.');
            problems.Add(Place(e.Start), $"not YAML: {char.ToLowerInvariant(what[0])}{what[1..]}; check the indentation, quotes and brackets here and on the line before");
            return null;
        }
    }

    private static bool Tabs(string text, Problems problems)
    {
        var found = false;
        var at = 0;
        foreach (var line in text.Split('\n'))
        {
            at++;
            var indent = line.Length - line.TrimStart(' ', '\t').Length;
            if (line.IndexOf('\t') is var tab and >= 0 && tab < indent && indent < line.TrimEnd().Length)
            {
                problems.Add(new(at, tab + 1), "a tab in the indentation; YAML indents with spaces");
                found = true;
            }
        }

        return found;
    }

    private static YamlNode Node(Parser parser, Dictionary<AnchorName, YamlNode> anchors, Problems problems)
    {
        switch (parser.Consume<ParsingEvent>())
        {
            case AnchorAlias alias:
                if (anchors.TryGetValue(alias.Value, out var known))
                    return known;
                problems.Add(Place(alias.Start), $"*{alias.Value} names no anchor above; write &{alias.Value} before the value it stands for");
                return new YamlNode.Scalar(Place(alias.Start), "", Quoted: false);
            case Scalar scalar:
                return Keep(scalar, new YamlNode.Scalar(Place(scalar.Start), scalar.Value, scalar.Style != ScalarStyle.Plain));
            case SequenceStart start:
                var items = ImmutableArray.CreateBuilder<YamlNode>();
                while (!parser.TryConsume<SequenceEnd>(out _))
                    items.Add(Node(parser, anchors, problems));
                return Keep(start, new YamlNode.Sequence(Place(start.Start), items.ToImmutable()));
            case MappingStart start:
                var entries = ImmutableArray.CreateBuilder<YamlNode.Entry>();
                while (!parser.TryConsume<MappingEnd>(out _))
                {
                    var key = Node(parser, anchors, problems);
                    var value = Node(parser, anchors, problems);
                    if (key is YamlNode.Scalar name)
                        entries.Add(new(key.At, name.Text, value));
                    else
                        problems.Add(key.At, $"a key must be a word, not {key.Kind}");
                }

                return Keep(start, new YamlNode.Mapping(Place(start.Start), entries.ToImmutable()));
            case var other:
                throw new YamlException(other.Start, other.End, $"Unexpected {other.GetType().Name}");
        }

        YamlNode Keep(NodeEvent from, YamlNode node)
        {
            if (!from.Anchor.IsEmpty)
                anchors[from.Anchor] = node;
            return node;
        }
    }

    private static Place Place(Mark mark) => new((int)mark.Line, (int)mark.Column);
}
