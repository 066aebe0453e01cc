namespace Pulumi.Automation.Commands;

/// <summary>The flags that every run of the real command gets: it must never ask, and it may have to report events.</summary>
internal static class CommandArguments
{
    public static IReadOnlyList<string> With(IList<string> args, string? eventLog)
    {
        List<string> flags = [];
        if (!args.Contains("--non-interactive")) flags.Add("--non-interactive");
        if (eventLog is not null) flags.AddRange("--event-log", eventLog);
        // What follows "--" is text to the command, not flags.
        var end = args.IndexOf("--");
        return end < 0 ? [.. args, .. flags] : [.. args.Take(end), .. flags, .. args.Skip(end)];
    }
}
