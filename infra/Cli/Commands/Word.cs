using System.CommandLine;

namespace Infra.Cli.Commands;

/// <summary>An argument that is a plain word: a mistyped option is not taken for one.</summary>
internal static class Word
{
    internal static bool IsOption(string text) => text.StartsWith('-');

    internal static Argument<string> Required(string name, string helpName, string description) => Checked(new Argument<string>(name) { Description = description, HelpName = helpName });

    internal static Argument<string?> Optional(string name, string helpName, string description) =>
        Checked(new Argument<string?>(name) { Description = description, HelpName = helpName, Arity = ArgumentArity.ZeroOrOne });

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
