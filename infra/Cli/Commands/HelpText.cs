using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Text;

namespace Infra.Cli.Commands;

/// <summary>Writes help. The library's own writer takes longer to be compiled than all the rest of a start.</summary>
internal sealed class HelpText : SynchronousCommandLineAction
{
    private const string Gap = "  ";

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var output = parseResult.InvocationConfiguration.Output;
        var width = ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected && Console.WindowWidth > 0 ? Console.WindowWidth : int.MaxValue;
        output.Write(Of(parseResult.CommandResult.Command, width));
        return (int)ExitCode.Success;
    }

    internal static string Of(Command command, int width)
    {
        var text = new StringBuilder();
        var says = command is RootCommand ? $"{command.Description}\n\n{ExitCodeHelp.Text()}" : command.Description ?? "";
        text.Append("Description:\n").Append(Gap).Append(says.Replace("\n", $"\n{Gap}", StringComparison.Ordinal)).Append("\n\n");
        text.Append("Usage:\n").Append(Gap).Append(PathOf(command));
        if (command.Subcommands.Count > 0)
            text.Append(" [command]");
        foreach (var argument in command.Arguments)
            text.Append(argument.Arity.MinimumNumberOfValues == 0 ? $" [<{argument.Name}>]" : $" <{argument.Name}>");
        text.Append(" [options]\n");

        var arguments = new List<Row>();
        foreach (var argument in command.Arguments)
            arguments.Add(new($"<{argument.HelpName}>", argument.Description));
        Write(text, "Arguments", arguments, width);
        Write(text, "Options", Options(command), width);
        var verbs = new List<Row>();
        foreach (var verb in command.Subcommands)
            verbs.Add(new(Label(verb), verb.Description));
        Write(text, "Commands", verbs, width);
        return text.ToString();
    }

    private static string PathOf(Command command) => Above(command) is { } above ? $"{PathOf(above)} {command.Name}" : "infra";

    private static string Label(Command verb)
    {
        var label = verb.Name;
        foreach (var argument in verb.Arguments)
            label = $"{label} <{argument.HelpName}>";
        return label;
    }

    /// <summary>Its own, what every command has, and what it has from the commands above.</summary>
    private static List<Row> Options(Command command)
    {
        var rows = new List<Row>();
        foreach (var option in command.Options)
        {
            if (option is not (HelpOption or VersionOption))
                rows.Add(new(Label(option), option.Description));
        }

        foreach (var option in command.Options)
        {
            if (option is HelpOption or VersionOption)
                rows.Add(new(Label(option), option.Description));
        }

        for (var above = Above(command); above is not null; above = Above(above))
        {
            foreach (var option in above.Options)
            {
                if (option.Recursive)
                    rows.Add(new(Label(option), option.Description));
            }
        }

        return rows;
    }

    private static Command? Above(Command command)
    {
        foreach (var parent in command.Parents)
        {
            if (parent is Command above)
                return above;
        }

        return null;
    }

    private static string Label(Option option)
    {
        var names = new List<string>(option.Aliases);
        names.Sort(StringComparer.Ordinal);
        names.Add(option.Name);
        var value = option.ValueType == typeof(bool) || option is HelpOption or VersionOption ? "" : $" <{option.HelpName}>";
        return $"{string.Join(", ", names)}{value}{(option.Required ? " (REQUIRED)" : "")}";
    }

    private static void Write(StringBuilder text, string title, List<Row> rows, int width)
    {
        if (rows.Count == 0)
            return;
        text.Append('\n').Append(title).Append(":\n");
        var longest = 0;
        foreach (var row in rows)
            longest = Math.Max(longest, row.Label.Length);
        foreach (var row in rows)
        {
            text.Append(Gap).Append(row.Label.PadRight(longest)).Append(Gap);
            Wrap(text, row.Says ?? "", Gap.Length + longest + Gap.Length, width);
        }
    }

    /// <summary>Breaks between words where the terminal ends, under the column where the text began.</summary>
    private static void Wrap(StringBuilder text, string says, int column, int width)
    {
        const int narrow = 20;
        while (width < int.MaxValue && says.Length > Math.Max(narrow, width - column - 1) && says.LastIndexOf(' ', Math.Max(narrow, width - column - 1)) is > 0 and var at)
        {
            text.Append(says, 0, at).Append('\n').Append(' ', column);
            says = says[(at + 1)..];
        }

        text.Append(says).Append('\n');
    }

    private sealed record Row(string Label, string? Says);
}
