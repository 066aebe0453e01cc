using System.Collections.Immutable;

namespace Infra.Catalog;

/// <summary>How <c>infra.yaml</c> spells a <see cref="PlatformKind"/>.</summary>
public static class PlatformKinds
{
    public static ImmutableArray<(string Word, PlatformKind Kind)> All { get; } =
        [("aws-ecs", PlatformKind.AwsEcs), ("aws-asg", PlatformKind.AwsAsg), ("kubernetes", PlatformKind.Kubernetes)];

    public static PlatformKind Parse(string word) => All.Single(known => known.Word == word).Kind;

    extension(PlatformKind kind)
    {
        public string Word => All.First(known => known.Kind == kind).Word;

        public bool IsAws => kind is PlatformKind.AwsEcs or PlatformKind.AwsAsg;
    }
}
