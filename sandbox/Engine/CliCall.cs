using System.Collections.Immutable;
using Infra.Sandbox.Engine.Terminals;

namespace Infra.Sandbox.Engine;

/// <summary>One call of the command, as a shell would make it.</summary>
public sealed record CliCall
{
    public required ImmutableArray<string> Args { get; init; }
    public required string WorkingDirectory { get; init; }

    /// <summary>Added to this process's own; null unsets nothing and counts as not given.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = ImmutableDictionary<string, string?>.Empty;

    /// <summary>Reads all of standard input, when a command wants it; null when there is none.</summary>
    public Func<string?>? Input { get; init; }

    /// <summary>Gets each line of standard output as it comes.</summary>
    public Action<string>? OnOutput { get; init; }
    public Action<string>? OnError { get; init; }

    /// <summary>Gets each engine event as JSON.</summary>
    public Action<string>? OnEventJson { get; init; }

    /// <summary>Null where nobody sits.</summary>
    public ITerminal? Terminal { get; init; }
}
