using System.Globalization;
using System.Text.RegularExpressions;
using Infra.Catalog;
using Pulumi.Automation.Commands.Exceptions;
using Pulumi.Automation.Exceptions;

namespace Infra.Orchestrator.Provisioning;

/// <summary>Says in a sentence why an operation on a stack did not succeed.</summary>
internal static partial class StackFailure
{
    private const int PolicyViolation = 5;

    /// <summary>What Pulumi or the program itself says; anything else is a bug and stays one.</summary>
    public static bool IsKnown(Exception e) =>
        e is BadInputException || e.GetType().Namespace is { } room && (room == "Pulumi" || room.StartsWith("Pulumi.", StringComparison.Ordinal));

    public static StackReport Report(StackReport heard, Exception e) => Violated(heard) ?? e switch
    {
        ConcurrentUpdateException => heard with { Result = StackResult.Busy, ExitCode = Code(e), Why = $"{heard.Stack} is being updated by somebody else; wait for it, or unlock it with `pulumi cancel --stack {heard.Stack}`." },
        CommandException => heard with { Result = StackResult.Failed, ExitCode = Code(e), Why = $"{heard.Stack}: {Errors(heard) ?? Last(e.Message)}" },
        MissingExpectedEventException => heard with { Result = StackResult.Failed, ExitCode = 255, Why = $"{heard.Stack}: {Errors(heard) ?? e.Message}" },
        _ => heard with { Result = StackResult.Failed, ExitCode = 255, Why = $"{heard.Stack}: {e.Message}" },
    };

    public static StackReport? Violated(StackReport heard) => heard.Violations.Where(violation => violation.IsMandatory).ToArray() is { Length: > 0 } mandatory
        ? heard with
        {
            Result = StackResult.Violated,
            ExitCode = PolicyViolation,
            Why = $"{heard.Stack}: {mandatory[0].Policy}: {mandatory[0].Message}{(mandatory.Length > 1 ? $" (and {mandatory.Length - 1} more)" : "")}",
        }
        : null;

    private static string? Errors(StackReport heard)
    {
        string[] errors = [.. heard.Diagnostics.Where(diagnostic => diagnostic.Severity == "error").Select(diagnostic => diagnostic.Message).Distinct()];
        string[] reasons = [.. errors.Where(error => !EchoForm().IsMatch(error))];
        return errors.Length == 0 ? null : string.Join("; ", reasons.Length > 0 ? reasons : errors);
    }

    /// <summary>The exception's message is <c>code: N</c>, then both streams.</summary>
    private static int Code(Exception e) =>
        CodeForm().Match(e.Message) is { Success: true } match ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : 255;

    private static string Last(string message)
    {
        var at = message.IndexOf("stderr:", StringComparison.Ordinal);
        var text = (at < 0 ? message : message[(at + "stderr:".Length)..]).Trim();
        return text.Length > 0 ? text : message.Trim();
    }

    /// <summary>What an engine and a program say after the reason: that it ended, and where the program stood then.</summary>
    [GeneratedRegex(@"^(?:update|preview|refresh|destroy) (?:failed|canceled)$|resource monitor shut down", RegexOptions.CultureInvariant)]
    private static partial Regex EchoForm();

    [GeneratedRegex(@"^code: (-?\d+)")]
    private static partial Regex CodeForm();
}
