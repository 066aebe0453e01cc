using System.Collections.Immutable;
using Infra.Sandbox.Engine.Deployment;

namespace Infra.Tests.Engine.Lifecycle;

/// <summary>What is done next to a stack, and what must come of it.</summary>
/// <param name="Done">What is done, one after the other, as <c>name op, name op</c>; not that something stays as it is.</param>
sealed record Move(OperationKind Kind, ImmutableArray<Declared> Program, string Done)
{
    /// <summary>Words of an error message; null when all must be well.</summary>
    public string? Fails { get; init; }

    /// <summary>The names that the state has afterwards, in its order, with what is odd about each; null when that is not looked at.</summary>
    public string? State { get; init; }

    public Trouble? Trouble { get; init; }

    /// <summary>What somebody else removed before.</summary>
    public string? Lost { get; init; }
    public bool RefreshFirst { get; init; }
    public bool ContinueOnError { get; init; }

    /// <summary>Only these, by name.</summary>
    public ImmutableArray<string> Targets { get; init; } = [];
}

/// <summary>A stack's moves from nothing on.</summary>
sealed record Story(string Name, params Move[] Moves)
{
    public static Move Up(Declared[] program, string done) => new(OperationKind.Update, [.. program], done);

    public static Move Refresh(string done) => new(OperationKind.Refresh, [], done);

    public static Move Destroy(string done) => new(OperationKind.Destroy, [], done);
}
