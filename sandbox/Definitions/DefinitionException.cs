using System;
using System.Collections.Immutable;
using System.Linq;

namespace Infra.Sandbox.Definitions;

/// <summary>Definition files that cannot be read, with every mistake in them.</summary>
public sealed class DefinitionException(ImmutableArray<DefinitionProblem> problems)
    : FormatException(string.Join("\n", problems.Select(problem => problem.ToString())))
{
    public ImmutableArray<DefinitionProblem> Problems { get; } = problems;
}

/// <param name="Line">Counted from 1.</param>
public sealed record DefinitionProblem(string File, int Line, string Message)
{
    public override string ToString() => $"{File}({Line}): {Message}";
}
