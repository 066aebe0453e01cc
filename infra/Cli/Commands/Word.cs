using System.CommandLine;
using System.CommandLine.Completions;

namespace Infra.Cli.Commands;

/// <summary>An argument that is a plain word: a mistyped option is not taken for one.</summary>
internal static class Word
{
    internal static bool IsOption(string text) => text.StartsWith('-');

    /// <param name="known">What a shell offers to complete it with.</param>
    internal static Argument<string> Required(string name, string helpName, string description, Func<CompletionContext, IEnumerable<string>>? known = null) =>
        Completed(Checked(new Argument<string>(name) { Description = description, HelpName = helpName }), known);

    /// <param name="known">What a shell offers to complete it with.</param>
    internal static Argument<string?> Optional(string name, string helpName, string description, Func<CompletionContext, IEnumerable<string>>? known = null) =>
        Completed(Checked(new Argument<string?>(name) { Description = description, HelpName = helpName, Arity = ArgumentArity.ZeroOrOne }), known);

    private static Argument<T> Completed<T>(Argument<T> argument, Func<CompletionContext, IEnumerable<string>>? known)
    {
        if (known is not null)
            argument.CompletionSources.Add(known);
        return argument;
    }

    private static Argument<T> Checked<T>(Argument<T> argument)
    {
        argument.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(t => IsOption(t.Value)))
                result.AddError($"\"{token.Value}\" is no option here.");
        });
        return argument;
    }
}
