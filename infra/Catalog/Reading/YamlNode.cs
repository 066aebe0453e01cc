using System.Collections.Immutable;

namespace Infra.Catalog.Reading;

/// <remarks>A class: generic code over structs of ours is compiled anew at every start.</remarks>
internal sealed record Place(int Line, int Column);

/// <summary>YAML as it stands in the file: places and repeated keys are kept.</summary>
internal abstract record YamlNode(Place At)
{
    internal sealed record Scalar(Place At, string Text, bool Quoted) : YamlNode(At);

    internal sealed record Sequence(Place At, ImmutableArray<YamlNode> Items) : YamlNode(At);

    internal sealed record Mapping(Place At, ImmutableArray<Entry> Entries) : YamlNode(At);

    internal sealed record Entry(Place At, string Key, YamlNode Value);

    internal string Kind => this switch
    {
        Scalar { Text.Length: 0, Quoted: false } => "nothing",
        Scalar s => $"\"{s.Text}\"",
        Sequence => "a list",
        _ => "a map",
    };
}
