using System.Collections.Immutable;

namespace Infra.Sandbox.Engine.Commands.Words;

/// <summary>Flags that several commands have.</summary>
internal static class Flags
{
    public static readonly Flag Stack = Flag.Of("--stack", "NAME", "The stack to work on; by default the selected one.", 's');
    public static readonly Flag Json = Flag.Switch("--json", "Print JSON.", 'j');
    public static readonly Flag ShowSecrets = Flag.Switch("--show-secrets", "Print secrets in plain text.");
    public static readonly Flag Yes = Flag.Switch("--yes", "Don't ask.", 'y');
    public static readonly Flag Message = Flag.Of("--message", "TEXT", "What the history says about it.", 'm');
    public static readonly Flag ConfigFile = Flag.Of("--config-file", "FILE", "Use this file instead of Pulumi.STACK.yaml.");
    public static readonly Flag Path = Flag.Switch("--path", "The key is a path into an object, such as 'outer.list[0]'.");
    public static readonly Flag Adopt = Flag.Switch("--adopt", "Take over resources that another engine made.");

    /// <summary>What every command understands, before or after its words.</summary>
    public static readonly ImmutableArray<Flag> Global =
    [
        Flag.Of("--cwd", "DIR", "Run as if started in this folder.", 'C'),
        Flag.Of("--color", "WHEN", "always, never or auto (the default): colour on a terminal without NO_COLOR."),
        Flag.Switch("--non-interactive", "Never ask, and print no live view."),
        Flag.Switch("--help", "Print what the command does and which flags it has.", 'h'),
        Flag.Quiet("--verbose", "N", 'v'),
        Flag.Quiet("--tracing", "URL"),
        Flag.Quiet("--profiling", "FILE"),
        Flag.Quiet("--memprofilerate", "N"),
        Flag.Quiet("--logtostderr"),
        Flag.Quiet("--logflow"),
        Flag.Quiet("--emoji", letter: 'e'),
        Flag.Quiet("--disable-integrity-checking"),
        Flag.Quiet("--fully-qualify-stack-names", letter: 'Q'),
    ];
}
