using System.Collections.Immutable;
using Infra.Sandbox.Engine.Commands.Views;
using Infra.Sandbox.Engine.Commands.Words;
using Infra.Sandbox.Engine.Deployment;

namespace Infra.Sandbox.Engine.Commands;

/// <summary>What up, preview, refresh, destroy and import understand.</summary>
internal static class OperationFlags
{
    static readonly ImmutableArray<Flag> all =
    [
        Flags.Stack, Flags.Message, Flags.Adopt, Flags.ConfigFile,
        Flag.Switch("--json", "Print JSON: a digest of a preview, else each event as it comes.", 'j'),
        Flag.Switch("--diff", "Show every property that changes."),
        Flag.Switch("--show-sames", "Show what stays as it is, too."),
        Flag.Switch("--show-reads", "Show what is only read, too."),
        Flag.Switch("--suppress-outputs", "Don't show the stack's outputs."),
        Flag.Switch("--suppress-progress", "Show nothing before the end."),
        Flag.Switch("--expect-no-changes", "End with exit code 7 if there are any."),
        Flag.Of("--target", "URN", "Only this resource; * stands for anything but a colon, ** for anything. May be given again.", 't'),
        Flag.Switch("--target-dependents", "And what depends on it."),
        Flag.Of("--exclude", "URN", "All but this resource. May be given again."),
        Flag.Switch("--exclude-dependents", "And without what depends on it."),
        Flag.Switch("--continue-on-error", "Go on with what doesn't need what failed."),
        Flag.Of("--parallel", "N", "How many resources at once; 0 for all.", 'p'),
        Flag.Of("--event-log", "TARGET", "Write each event to a file, or to an event server at tcp://HOST:PORT."),
        Flag.Quiet("--exec-kind", "KIND"), Flag.Quiet("--exec-agent", "AGENT"), Flag.Quiet("--debug", letter: 'd'),
        Flag.Quiet("--show-config"), Flag.Quiet("--show-secrets"), Flag.Quiet("--suppress-permalink"), Flag.Quiet("--show-replacement-steps"), Flag.Quiet("--show-full-output"),
    ];

    static readonly ImmutableArray<Flag> changing =
    [
        Flags.Yes,
        Flag.Switch("--skip-preview", "Don't preview it first.", 'f'),
        Flag.Switch("--preview-only", "Preview it, and do nothing."),
    ];

    static readonly ImmutableArray<Flag> ofPrograms =
    [
        Flag.Switch("--refresh", "Look first what is really there.", 'r'),
        Flag.Of("--policy-pack", "PATH", "Judge it by this pack; may be given again."),
        Flag.Of("--policy-pack-config", "FILE", "Set that pack by this JSON file: the first for the first pack, and so on."),
        Flag.Of("--replace", "URN", "Replace this resource. May be given again."),
        Flag.Of("--target-replace", "URN", "Only this resource, and replace it. May be given again."),
        Flag.Switch("--allow-unknown-types", "Keep resources of types that the sandbox doesn't know as the program gives them."),
        Flag.Of("--client", "ADDRESS", "Where the program's language runtime waits."),
    ];

    static readonly ImmutableArray<Flag> ofStates = [Flag.Quiet("--client", "ADDRESS"), Flag.Quiet("--run-program"), Flag.Quiet("--refresh", letter: 'r'), Flag.Quiet("--clear-pending-creates")];

    static readonly ImmutableArray<Flag> ofImports =
    [
        Flag.Of("--file", "FILE", "Import what this JSON file lists, instead of a TYPE, NAME and ID.", 'f'),
        Flag.Of("--parent", "NAME=URN", "What the code calls its parent, and the parent's URN."),
        Flag.Of("--provider", "NAME=URN", "What the code calls its provider, and the provider's URN."),
        Flag.Of("--properties", "A,B", "Only these inputs."),
        Flag.Switch("--protect", "Refuse to delete it from then on (the default); --protect=false for not."),
        Flag.Switch("--generate-code", "Print the code to put into the program (the default); --generate-code=false for not."),
        Flag.Of("--out", "FILE", "Write the code there.", 'o'),
        Flag.Switch("--skip-preview", "Don't preview it first."),
        Flag.Switch("--preview-only", "Preview it, and do nothing."),
        Flags.Yes, Flags.Stack, Flags.Message, Flags.Adopt, Flags.ConfigFile,
        .. all.Where(flag => flag.Name is "--json" or "--diff" or "--suppress-outputs" or "--suppress-progress" or "--parallel" or "--event-log" || flag.IsHidden),
    ];

    static readonly Flag Remove = Flag.Switch("--remove", "Remove the stack too, when nothing is left of it.");

    public static CommandSpec Spec(string name, OperationKind kind, bool isPreview) => new(name, isPreview ? "Shows what an update would do." : kind switch
    {
        OperationKind.Update => "Makes the stack what the program says, after showing what that takes.",
        OperationKind.Refresh => "Makes the state say what is really there.",
        OperationKind.Destroy => "Deletes all that the stack holds.",
        OperationKind.Import => "Takes over what exists already, and prints the code to put into the program.",
    })
    {
        Aliases = isPreview ? ["pre"] : kind switch
        {
            OperationKind.Update => ["update"],
            OperationKind.Destroy => ["down"],
            OperationKind.Refresh or OperationKind.Import => [],
        },
        Takes = kind == OperationKind.Import ? "[TYPE] [NAME] [ID]" : "",
        Flags = kind == OperationKind.Import ? ofImports : [.. kind == OperationKind.Update ? ofPrograms : ofStates, .. kind == OperationKind.Destroy ? [Remove] : (ImmutableArray<Flag>)[], .. isPreview ? [] : changing, .. all],
    };

    public static DisplayOptions Display(Arguments arguments) => new()
    {
        Diff = arguments.Has("--diff"),
        ShowSames = arguments.Has("--show-sames"),
        ShowReads = arguments.Has("--show-reads"),
        SuppressOutputs = arguments.Has("--suppress-outputs"),
        Quiet = arguments.Has("--suppress-progress"),
    };
}
