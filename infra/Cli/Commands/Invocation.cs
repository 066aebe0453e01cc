using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Infra.Catalog;

namespace Infra.Cli.Commands;

/// <summary>From arguments to an exit code.</summary>
internal static class Invocation
{
    /// <summary>Stopping may take as long as draining does: a signal only asks.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private const string Diagnostics = "DOTNET_EnableDiagnostics";

    /// <summary>A verb of ours runs to its end here; what the parser does itself, such as help, needs no task.</summary>
    internal static int Run(string[] args)
    {
        // World, keeper and packs inherit it: a .NET process that is killed would leave its diagnostic sockets in the temporary folder.
        if (Environment.GetEnvironmentVariable(Diagnostics) is null)
            Environment.SetEnvironmentVariable(Diagnostics, "0");
        if (args is [PulumiWords.Name, .. var words])
            return PulumiWords.RunAsync(words).GetAwaiter().GetResult();
        return Run(CommandLine.Create().Parse(args));
    }

    internal static int Run(ParseResult parsed)
    {
        if (parsed.Action is SynchronousCommandLineAction and not ParseErrorAction)
            return parsed.Invoke(new() { EnableDefaultExceptionHandler = false });
        if (parsed.Action is not ParseErrorAction)
            return parsed.InvokeAsync(new() { ProcessTerminationTimeout = Patience, EnableDefaultExceptionHandler = false }).GetAwaiter().GetResult();

        foreach (var problem in Problems(parsed).Distinct())
            Console.Error.WriteLine(problem);
        return (int)ExitCode.BadInput;
    }

    private static IEnumerable<string> Problems(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var path = command is RootCommand ? "infra" : $"infra {command.Name}";
        string[] known = [.. command.Subcommands.Select(c => c.Name), .. command.Options.Select(o => o.Name), .. command.Parents.OfType<RootCommand>().SelectMany(r => r.Options).Select(o => o.Name)];
        string[] unknown = [.. parsed.UnmatchedTokens, .. parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(a => a.Tokens).Select(t => t.Value).Where(Word.IsOption)];
        // After an unknown verb nothing else is to be understood.
        foreach (var word in command.Subcommands.Count > 0 ? unknown.Take(1) : unknown)
            yield return $"infra: \"{word}\" is not known to `{path}`{Spelling.Hint(word, known)}; `{path} --help` lists what is.";
        if (unknown.Length > 0)
            yield break;
        foreach (var error in parsed.Errors)
            yield return $"infra: {error.Message} See `{path} --help`.";
    }
}
