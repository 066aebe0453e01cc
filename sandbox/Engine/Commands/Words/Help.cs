using System.Collections.Immutable;
using System.Text;

namespace Infra.Sandbox.Engine.Commands.Words;

/// <summary>What <c>--help</c> prints.</summary>
internal static class Help
{
    const string Exits = """
        Exit codes:
          0  it went well
          1  it failed
          2  an argument, a setting or a project file is wrong
          6  no such stack
          7  there were changes, and --expect-no-changes said there would be none
          8  somebody stopped it
        """;

    /// <summary>Of everything, or of a name that only others begin with, such as <c>state</c>.</summary>
    /// <exception cref="EngineException">Another word follows, which is no command.</exception>
    public static string Of(string above, string says, IEnumerable<CommandSpec> commands, IEnumerable<string> rest)
    {
        if (rest.FirstOrDefault(word => !word.StartsWith('-')) is { } unknown) throw CommandWords.Unknown(above, unknown, commands);
        var text = new StringBuilder().Append(says).Append("\n\nUsage:\n  pulumi ").Append(above.Length == 0 ? "" : above + " ").Append("COMMAND\n");
        AddBelow(text, above, commands);
        AddFlags(text, "Flags of every command", Flags.Global);
        if (above.Length == 0) text.Append('\n').Append(Exits).Append('\n');
        return text.ToString().TrimEnd();
    }

    public static string Of(CommandSpec command, IEnumerable<CommandSpec> commands)
    {
        var text = new StringBuilder().Append(command.Says).Append("\n\nUsage:\n  pulumi ").Append(command.Name);
        if (command.Takes.Length > 0) text.Append(' ').Append(command.Takes.Replace(" ...", "...", StringComparison.Ordinal));
        text.Append(" [flags]\n");
        if (command.Aliases.Length > 0) text.Append("\nAliases:\n  ").AppendJoin(", ", command.Aliases).Append('\n');
        AddBelow(text, command.Name, commands);
        AddFlags(text, "Flags", command.Flags);
        AddFlags(text, "Flags of every command", Flags.Global);
        return text.ToString().TrimEnd();
    }

    static void AddBelow(StringBuilder text, string above, IEnumerable<CommandSpec> commands)
    {
        var depth = above.Length == 0 ? 0 : above.Split(' ').Length;
        var below = from command in commands
                    where above.Length == 0 || command.Name.StartsWith(above + " ", StringComparison.Ordinal)
                    group command by command.Name.Split(' ')[depth] into named
                    orderby named.Key
                    let own = named.FirstOrDefault(command => command.Name.Split(' ').Length == depth + 1)
                    select (named.Key, own?.Says ?? $"{string.Join(", ", named.Select(command => command.Name.Split(' ')[depth + 1]).Distinct())}.");
        AddRows(text, "Commands", [.. below]);
    }

    static void AddFlags(StringBuilder text, string title, ImmutableArray<Flag> flags) => AddRows(text, title,
        [.. from flag in flags
            where !flag.IsHidden
            let letter = flag.Short is { } one ? $"-{one}, " : "    "
            select ($"{letter}{flag.Name}{(flag.Value is { } value ? " " + value : "")}", flag.Says)]);

    static void AddRows(StringBuilder text, string title, ImmutableArray<(string Label, string Says)> rows)
    {
        if (rows.IsEmpty) return;
        text.Append('\n').Append(title).Append(":\n");
        var width = rows.Max(row => row.Label.Length);
        foreach (var (label, says) in rows) text.Append("  ").Append(label.PadRight(width)).Append("  ").Append(says).Append('\n');
    }
}
