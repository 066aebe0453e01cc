namespace Pulumi.Automation.Commands;

/// <summary>Arguments of the command to which flags are added.</summary>
internal static class CommandArguments
{
    /// <summary>With the flags that every run of the real command gets: it must never ask, and it may have to report events.</summary>
    public static IReadOnlyList<string> With(IList<string> args, string? eventLog)
    {
        List<string> flags = [];
        if (!args.Contains("--non-interactive")) flags.Add("--non-interactive");
        if (eventLog is not null) flags.AddRange("--event-log", eventLog);
        return BeforeText(args, [.. flags]);
    }

    /// <summary>With flags where the command reads them as such: what follows "--" is text to it.</summary>
    public static IReadOnlyList<string> BeforeText(IList<string> args, params string[] flags)
    {
        var end = args.IndexOf("--");
        return end < 0 ? [.. args, .. flags] : [.. args.Take(end), .. flags, .. args.Skip(end)];
    }
}
