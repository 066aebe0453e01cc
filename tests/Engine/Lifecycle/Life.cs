using System.Collections.Immutable;

namespace Infra.Tests.Engine.Lifecycle;

/// <summary>A program, what becomes of it, and what goes wrong on the way.</summary>
/// <param name="Lost">Which of the things somebody else removes.</param>
sealed record Life(ImmutableArray<Declared> First, ImmutableArray<Change> Changes, Trouble Trouble, int Lost)
{
    public ImmutableArray<Declared> Then => Changes.Aggregate(First, (program, change) => change.Of(program));

    public override string ToString() => $"{string.Join('\n', First)}\nthen\n{string.Join('\n', Then)}\n({string.Join(", ", Changes)})\nwith {Trouble}, and the {Lost}. is lost";
}

/// <summary>How a person edits a program.</summary>
/// <param name="Place">Of which resource; counted around.</param>
sealed record Change(string What, int Place, Declared Drawn)
{
    public static readonly ImmutableArray<string> All =
        ["add", "drop", "rename", "size", "secret", "zone", "of", "in", "after", "parent", "provider", "deletedWith", "protect", "retain", "deleteFirst", "ignore", "replaceOn", "move"];

    public ImmutableArray<Declared> Of(ImmutableArray<Declared> program)
    {
        if (program.Length == 0) return What == "add" ? Sound([Drawn with { Name = "new" }]) : program;
        var place = Place % program.Length;
        var one = program[place];
        Declared? changed = What switch
        {
            "size" => one with { Size = Drawn.Size + 1 },
            "secret" => one with { IsSecret = !one.IsSecret },
            "zone" => one with { Zone = Drawn.Zone + 1 },
            "of" => one with { Of = Drawn.Of },
            "in" => one with { In = Drawn.In },
            "after" => one with { After = Drawn.After },
            "parent" => one with { Parent = Drawn.Parent },
            "provider" => one with { Provider = Drawn.Provider },
            "deletedWith" => one with { DeletedWith = Drawn.DeletedWith },
            "protect" => one with { Protect = one.Protect != true },
            "retain" => one with { Retain = one.Retain != true },
            "deleteFirst" => one with { DeleteFirst = one.DeleteFirst != true },
            "ignore" => one with { Ignore = one.Ignore is null ? "tags" : null },
            "replaceOn" => one with { ReplaceOn = one.ReplaceOn is null ? "tags" : null },
            _ => null,
        };
        if (changed is not null) return Sound(program.SetItem(place, changed));
        return Sound(What switch
        {
            "add" => program.Insert(place, Drawn with { Name = $"{one.Name}-new" }),
            "drop" => program.RemoveAt(place),
            "move" => program.RemoveAt(place).Add(one),
            _ => [.. program.Select(other => other == one ? one with { Name = $"{one.Name}-renamed", Formerly = one.Name } : Renamed(other, one.Name))],
        });
    }

    static Declared Renamed(Declared other, string name)
    {
        string? Now(string? need) => need == name ? $"{name}-renamed" : need;
        return other with { Of = Now(other.Of), In = Now(other.In), Parent = Now(other.Parent), Provider = Now(other.Provider), DeletedWith = Now(other.DeletedWith), After = [.. other.After.Select(need => Now(need)!)] };
    }

    /// <summary>As far as a program can say it: only what stands before can be named, and only for what it is.</summary>
    public static ImmutableArray<Declared> Sound(ImmutableArray<Declared> program)
    {
        var before = new Dictionary<string, Kind>();
        var sound = ImmutableArray.CreateBuilder<Declared>();
        foreach (var one in program)
        {
            string? If(string? name, params Kind[] kinds) => name is not null && before.TryGetValue(name, out var kind) && kinds.Contains(kind) ? name : null;
            if (before.ContainsKey(one.Name)) continue;
            var isThing = one.Kind == Kind.Thing;
            sound.Add(one with
            {
                Of = isThing ? If(one.Of, Kind.Thing) : null,
                In = isThing ? If(one.In, Kind.Thing) : null,
                Parent = one.Kind == Kind.Provider ? null : If(one.Parent, Kind.Thing, Kind.Component),
                Provider = isThing ? If(one.Provider, Kind.Provider) : null,
                DeletedWith = isThing ? If(one.DeletedWith, Kind.Thing) : null,
                After = [.. one.After.Where(name => If(name, Kind.Thing, Kind.Component) is not null)],
                Ignore = isThing ? one.Ignore : null,
                ReplaceOn = isThing ? one.ReplaceOn : null,
                IsSecret = one.IsSecret && one.Kind != Kind.Provider,
            });
            before[one.Name] = one.Kind;
        }
        return sound.ToImmutable();
    }

    public override string ToString() => $"{What} {Place}";
}
