using System.Text.RegularExpressions;

namespace Pulumi.Automation.Commands.Exceptions;

public partial class CommandException : Exception
{
    internal CommandException(CommandResult result) : base(result.ToString()) => Name = GetType().Name;

    public string Name { get; }

    /// <summary>The kind of failure is known by what the command wrote to standard error.</summary>
    internal static CommandException CreateFromResult(CommandResult result) => result.StandardError switch
    {
        var text when NotFound().IsMatch(text) => new StackNotFoundException(result),
        var text when AlreadyExists().IsMatch(text) => new StackAlreadyExistsException(result),
        var text when text.Contains("[409] Conflict: Another update is currently in progress.", StringComparison.Ordinal)
            || text.Contains("the stack is currently locked by", StringComparison.Ordinal) => new ConcurrentUpdateException(result),
        _ => new CommandException(result),
    };

    [GeneratedRegex("no stack named.*found")]
    private static partial Regex NotFound();

    [GeneratedRegex("stack.*already exists")]
    private static partial Regex AlreadyExists();
}
