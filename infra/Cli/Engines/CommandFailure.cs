using System.Reflection;
using Pulumi.Automation.Commands;
using Pulumi.Automation.Commands.Exceptions;

namespace Infra.Cli.Engines;

/// <summary>What a command of the Automation API throws when it ends with a code other than 0: callers know the kind of failure by the class.</summary>
internal static class CommandFailure
{
    // A command outside the SDK has to throw these too, and the SDK keeps their maker to itself.
    private static readonly MethodInfo Maker =
        typeof(CommandException).GetMethod("CreateFromResult", BindingFlags.Static | BindingFlags.NonPublic, [typeof(CommandResult)])
        ?? throw new MissingMethodException(typeof(CommandException).FullName, "CreateFromResult");

    internal static CommandException Of(CommandResult result) => (CommandException)Maker.Invoke(null, [result])!;
}
