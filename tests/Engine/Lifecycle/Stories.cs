using static Infra.Tests.Engine.Lifecycle.Story;

namespace Infra.Tests.Engine.Lifecycle;

/// <summary>Stacks' lives as data. To add one: its programs, and what must be done at each.</summary>
static class Stories
{
    static readonly Declared a = new("a"), b = new("b"), c = new("c");
    static readonly Declared other = a with { Zone = 1 }, bigger = a with { Size = 1 };

    public static IReadOnlyList<Story> All { get; } =
    [
        new("what is the same stays", Up([a, b], "a create, b create"), Up([a, b], "") with { State = "a, b" }),
        new("what changes is updated", Up([a], "a create"), Up([bigger], "a update") with { State = "a" }),
        new("a replacement takes along what has its id in a property that replaces, the new ones first",
            Up([a, b with { In = "a" }, c with { Of = "a" }], "a create, b create, c create"),
            Up([other, b with { In = "a" }, c with { Of = "a" }], "a create-replacement, a replace, b create-replacement, b replace, c update, b delete-replaced, a delete-replaced") with { State = "a, b, c" }),
        new("a replacement that deletes first takes dependents away before it",
            Up([a with { DeleteFirst = true }, b with { In = "a" }], "a create, b create"),
            Up([other with { DeleteFirst = true }, b with { In = "a" }], "b delete-replaced, a delete-replaced, a create-replacement, a replace, b create-replacement, b replace") with { State = "a, b" }),
        new("what was deleted for a replacement and is wanted no more is forgotten",
            Up([a with { DeleteFirst = true }, b with { In = "a" }], "a create, b create"),
            Up([other with { DeleteFirst = true }], "b delete-replaced, a delete-replaced, a create-replacement, a replace, b remove-pending-replace") with { State = "a" }),
        new("what depends on another goes before it", Up([a, b with { After = ["a"] }, c with { After = ["b"] }], "a create, b create, c create"), Up([], "c delete, b delete, a delete") with { State = "" }),
        new("ignored changes are none", Up([a], "a create"), Up([bigger with { Ignore = "tags" }], "") with { State = "a" }, Up([bigger], "a update")),
        new("a change may be made a replacement", Up([a], "a create"), Up([bigger with { ReplaceOn = "tags" }], "a create-replacement, a replace, a delete-replaced")),
        new("what is protected is not replaced", Up([a with { Protect = true }], "a create"), Up([other with { Protect = true }], "") with { Fails = "unable to replace resource", State = "a" }, Up([other], "a create-replacement, a replace, a delete-replaced")),
        new("what is protected is not deleted, nor what it needs", Up([a, b with { Protect = true, Of = "a" }, c], "a create, b create, c create"), Destroy("c delete") with { Fails = "cannot be deleted because it is protected", State = "a, b" }),
        new("what is retained goes from the state only", Up([a with { Retain = true }], "a create"), Up([], "a delete") with { State = "" }),
        new("a container's end is its contents' end", Up([a, b with { DeletedWith = "a" }], "a create, b create"), Destroy("b delete, a delete") with { State = "" }),
        new("another name for the same", Up([a, b with { In = "a" }], "a create, b create"), Up([new("z") { Formerly = "a" }, b with { In = "z" }], "") with { State = "z, b" }),
        new("a parent's new name is its children's", Up([a with { Kind = Kind.Component }, b with { Parent = "a" }], "a create, b create"), Up([new("z") { Kind = Kind.Component, Formerly = "a" }, b with { Parent = "z" }], "") with { State = "z, b" }),
        new("only what is chosen is done", Up([a, b, c], "a create, b create, c create"), Up([bigger, b with { Size = 1 }, c with { Size = 1 }], "b update") with { Targets = ["b"], State = "a, b, c" }),
        new("a failed creation leaves what was before, and stops",
            Up([a, b, c], "a create, b create") with { Trouble = new(Call.Create, 1, Harm.Fail), Fails = "the land says no", State = "a" },
            Up([a, b, c], "b create, c create") with { State = "a, b, c" }),
        new("what doesn't need what failed goes on, where that is asked for",
            Up([a, b, c], "a create, b create") with { ContinueOnError = true, Trouble = new(Call.Create, 1, Harm.Fail), Fails = "the land says no", State = "a" }),
        new("what is half made is finished by an update",
            Up([a], "a create") with { Trouble = new(Call.Create, 0, Harm.Half), Fails = "not what it should be", State = "a (half made)" },
            Up([a], "a update") with { State = "a" }),
        new("what is half updated is updated again", Up([a], "a create"),
            Up([bigger], "a update") with { Trouble = new(Call.Update, 0, Harm.Half), Fails = "not what it should be", State = "a (half made)" },
            Up([bigger], "a update") with { State = "a" }),
        new("what could not be deleted is still there to be deleted", Up([a], "a create"),
            Up([other], "a create-replacement, a replace, a delete-replaced") with { Trouble = new(Call.Delete, 0, Harm.Fail), Fails = "the land says no", State = "a, a (to be deleted)" },
            Up([other], "a delete-replaced") with { State = "a" }),
        new("a replacement that deletes first goes on where it failed", Up([a with { DeleteFirst = true }], "a create"),
            Up([other with { DeleteFirst = true }], "a delete-replaced, a create-replacement") with { Trouble = new(Call.Create, 0, Harm.Fail), Fails = "the land says no", State = "a (deleted)" },
            Up([other with { DeleteFirst = true }], "a create-replacement, a replace") with { State = "a" }),
        new("a killed creation is gone on with", Up([a], "a create") with { Trouble = new(Call.Create, 0, Harm.KilledAfter), Fails = "", State = "creating a" }, Up([a], "a create") with { State = "a" }),
        new("a killed creation that nobody wants any more is removed", Up([a], "a create") with { Trouble = new(Call.Create, 0, Harm.KilledAfter), Fails = "", State = "creating a" }, Up([b], "b create") with { State = "b" }),
        new("an unheard creation is gone on with", Up([a], "a create") with { Trouble = new(Call.Create, 0, Harm.Unheard), Fails = "the answer is lost", State = "creating a" }, Up([a], "a create") with { State = "a" }),
        new("a provider whose configuration needs what is deleted first stays",
            Up([a with { DeleteFirst = true }, b with { Kind = Kind.Provider, After = ["a"] }], "a create, b create"),
            Up([other with { DeleteFirst = true }, b with { Kind = Kind.Provider, After = ["a"] }], "a delete-replaced, a create-replacement, a replace") with { State = "a" }),
        new("what a killed destroy has deleted is made again", Up([a], "a create"),
            Destroy("a delete") with { Trouble = new(Call.Delete, 0, Harm.KilledAfter), Fails = "", State = "a, deleting a" },
            Up([a], "a create-replacement, a replace") with { State = "a" }),
        new("what a killed destroy has not deleted stays", Up([a], "a create"),
            Destroy("a delete") with { Trouble = new(Call.Delete, 0, Harm.KilledBefore), Fails = "", State = "a, deleting a" },
            Up([a], "") with { State = "a" }),
        new("a refresh forgets what is gone, with all that refers to it", Up([a, b with { After = ["a"] }], "a create, b create"), Refresh("a refresh, b refresh") with { Lost = "a", State = "b" }, Up([a, b with { After = ["a"] }], "a create") with { State = "a, b" }),
        new("an update may look first", Up([a], "a create"), Up([a], "a refresh, a create") with { Lost = "a", RefreshFirst = true, State = "a" }),
        new("a secret stays one", Up([a with { IsSecret = true }], "a create"), Up([a with { IsSecret = true }], ""), Up([bigger with { IsSecret = true }], "a update")),
    ];
}
