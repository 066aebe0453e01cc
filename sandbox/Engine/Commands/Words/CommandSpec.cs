using System.Collections.Immutable;

namespace Infra.Sandbox.Engine.Commands.Words;

/// <summary>What a command is called, takes and does: parser and help read nothing else.</summary>
/// <param name="Name">Its words, e.g. <c>stack init</c>.</param>
/// <param name="Says">One sentence.</param>
internal sealed record CommandSpec(string Name, string Says)
{
    /// <summary>What follows the name, e.g. <c>KEY [VALUE]</c>; <c>...</c> at the end for any number.</summary>
    public string Takes { get; init; } = "";

    public ImmutableArray<Flag> Flags { get; init; } = [];

    /// <summary>Other names for it.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>Flags are not looked at.</summary>
    public bool TakesAnything { get; init; }

    public IEnumerable<string> Names => Aliases.Prepend(Name);

    public IEnumerable<Flag> AllFlags => Flags.Concat(Words.Flags.Global);

    public int Least => Taken.Count(word => !word.StartsWith('[') && word != "...");

    public int Most => Taken is [.., "..."] ? int.MaxValue : Taken.Length;

    string[] Taken => Takes.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
