using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace Infra.Tests.Engine.Lifecycle;

/// <summary>Where lives come from: up to six resources that need each other, up to three changes of them, and one trouble.</summary>
static class Lives
{
    public const ulong Seed = 20_261_128;
    const ulong Gamma = 9_999_991;

    static readonly string[] names = ["a", "b", "c", "d", "e", "f"];

    public static Arbitrary<Life> Arbitrary { get; } = Arb.From(
        from count in Gen.Choose(1, names.Length)
        from first in Gen.CollectToArray(names.Take(count), Resource)
        from changeCount in Gen.Choose(1, 3)
        from changes in OneChange().ArrayOf(changeCount)
        from call in Gen.Elements(Enum.GetValues<Call>())
        from nth in Gen.Choose(0, 2)
        from harm in Gen.Elements(Enum.GetValues<Harm>())
        from lost in Gen.Choose(0, 5)
        select new Life(Change.Sound([.. first]), [.. changes], new Trouble(call, nth, harm), lost),
        Smaller);

    /// <exception cref="Exception">One failed; the message has the smallest that does.</exception>
    public static void For(int count, Arbitrary<Life> lives, Func<Life, Task> examine)
    {
        var config = Config.QuickThrowOnFailure.WithMaxTest(count).WithQuietOnSuccess(true)
            .WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(Seed, Gamma), FSharpOption<int>.None)));
        Check.One(config, Prop.ForAll(lives, examine));
    }

    static Gen<Change> OneChange() =>
        from what in Gen.Frequency((1, Gen.Elements(Change.All.ToArray())), (1, Gen.Elements("size", "zone", "in", "drop")))
        from place in Gen.Choose(0, 5)
        from drawn in Resource("new")
        select new Change(what, place, drawn);

    static Gen<Declared> Resource(string name) =>
        from kind in Gen.Frequency((7, Gen.Constant(Kind.Thing)), (2, Gen.Constant(Kind.Component)), (1, Gen.Constant(Kind.Provider)))
        from size in Gen.Choose(0, 2)
        from zone in Gen.Choose(0, 2)
        let before = names.TakeWhile(other => other != name).ToArray()
        from of in Maybe(3, before)
        from @in in Maybe(2, before)
        from parent in Maybe(4, before)
        from provider in Maybe(2, before)
        from deletedWith in Maybe(8, before)
        from after in Maybe(4, before)
        from protect in Flag(12)
        from retain in Flag(8)
        from deleteFirst in Flag(4)
        from isSecret in Gen.Choose(0, 9)
        from ignores in Gen.Choose(0, 9)
        from replaces in Gen.Choose(0, 9)
        select new Declared(name)
        {
            Kind = kind,
            Size = size,
            Zone = zone,
            Of = of,
            In = @in,
            Parent = parent,
            Provider = provider,
            DeletedWith = deletedWith,
            After = after is null ? [] : [after],
            Protect = protect,
            Retain = retain,
            DeleteFirst = deleteFirst,
            IsSecret = isSecret == 0,
            Ignore = ignores switch { 0 => "tags", 1 => "availabilityZone", 2 => "tags.size", _ => null },
            ReplaceOn = replaces switch { 0 => "tags", 1 => "tags.of", _ => null },
        };

    static Gen<string?> Maybe(int oneIn, string[] of) =>
        of.Length == 0 ? Gen.Constant<string?>(null) : Gen.Frequency((1, Gen.Elements<string?>(of)), (oneIn - 1, Gen.Constant<string?>(null)));

    static Gen<bool?> Flag(int oneIn) => Gen.Frequency((1, Gen.Constant<bool?>(true)), (oneIn - 1, Gen.Constant<bool?>(null)));

    /// <summary>A found life is told with as little in it as still shows what is wrong.</summary>
    static IEnumerable<Life> Smaller(Life life) =>
    [
        .. Enumerable.Range(0, life.Changes.Length).Select(at => life with { Changes = life.Changes.RemoveAt(at) }),
        .. Enumerable.Range(0, life.First.Length).Select(at => life with { First = Change.Sound(life.First.RemoveAt(at)) }),
        .. life.First.SelectMany((one, at) => Plainer(one).Where(plainer => plainer != one).Select(plainer => life with { First = life.First.SetItem(at, plainer) })),
    ];

    static IEnumerable<Declared> Plainer(Declared one) =>
    [
        one with { Of = null }, one with { In = null }, one with { Parent = null }, one with { Provider = null }, one with { DeletedWith = null }, one.After.IsEmpty ? one : one with { After = [] },
        one with { Protect = null }, one with { Retain = null }, one with { DeleteFirst = null }, one with { Ignore = null }, one with { ReplaceOn = null },
        one with { IsSecret = false }, one with { Size = 0 }, one with { Zone = 0 },
    ];
}
