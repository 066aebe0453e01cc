using System.Collections.Immutable;
using Infra.Catalog;
using Infra.Orchestrator.Rollouts;
using Infra.Tests.Support;

namespace Infra.Tests.Orchestrator.Model;

/// <summary>All that chance decides about one history, so that it can be lived again: what is to be done, what breaks, what others do meanwhile.</summary>
sealed record Script
{
    public required Service Service { get; init; }
    public required Present Present { get; init; }
    public ImmutableArray<Fault> Faults { get; init; } = [];
    public ImmutableArray<Evidence> Evidence { get; init; } = [];
    public ImmutableArray<Happening> Happenings { get; init; } = [];

    /// <summary>What people do at the first halts; after these they mend everything and resume.</summary>
    public ImmutableArray<Answer> Answers { get; init; } = [];

    public Plan Plan => field ??= Planner.Plan(new("web-2"), Some.Web, Service, Some.Release("v2"), Present);

    public bool IsUndisturbed => Faults.IsEmpty && Evidence.IsEmpty && Happenings.IsEmpty;

    public override string ToString() =>
        $"{Plan.Initial}, serving {ColourNames.WordOrNone(Present.Split.Serving)}: {string.Join(", ", Plan.Steps.Select(step => step.Id))}\n"
        + $"hold {Plan.Hold}\nfaults {string.Join(", ", Faults)}\nevidence {string.Join(", ", Evidence)}\nhappenings {string.Join(", ", Happenings)}\nanswers {string.Join(", ", Answers)}";
}

/// <summary>How an attempt of a step ends otherwise than well.</summary>
/// <param name="Attempt">Counted from 0, by the ends that were recorded.</param>
/// <param name="Acted">Whether it did its work all the same; only an error may have.</param>
sealed record Fault(string Step, int Attempt, FailureKind Kind, bool Acted);

/// <summary>What looks see in a step, from that long after its beginning.</summary>
sealed record Evidence(string Step, TimeSpan From, Sight Sight);

enum Sight
{
    Bad,
    Thin,
    Blind,
    Elsewhere,
}

/// <summary>Something that others do, that long after a waiting step began while it waits, or as soon as another one ended for the first time.</summary>
abstract record Happening(string After, TimeSpan Later)
{
    public sealed record Asked(string After, TimeSpan Later, Wish Wish) : Happening(After, Later);

    public sealed record Moved(string After, TimeSpan Later, Shares To) : Happening(After, Later);

    public sealed record FellIll(string After, TimeSpan Later, Colour Side) : Happening(After, Later);

    public sealed record ClockJumped(string After, TimeSpan Later, TimeSpan By) : Happening(After, Later);
}

enum Answer
{
    Resume,
    MendAndResume,
    Rollback,
    Abort,
    Promote,
}
