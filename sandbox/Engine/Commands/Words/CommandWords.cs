using System.Collections.Immutable;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Commands.Words;

/// <summary>Which command a command line means: flags of every command may stand before and between its words.</summary>
/// <param name="Name">The longest name that the words begin with; empty when they begin with none.</param>
/// <param name="Rest">What is left for the command itself.</param>
internal sealed record CommandWords(string Name, ImmutableArray<string> Rest)
{
    public static CommandWords Of(IReadOnlyList<string> args, IReadOnlyCollection<string> names)
    {
        var (rest, name) = (ImmutableArray.CreateBuilder<string>(), "");
        var at = 0;
        for (; at < args.Count; at++)
        {
            var word = args[at];
            if (word.StartsWith('-'))
            {
                // A flag of one command ends its name: what follows may be the flag's value.
                if (Flags.Global.FirstOrDefault(flag => flag.Name == word.Split('=')[0] || (flag.Short is { } letter && word == $"-{letter}")) is not { } flag) break;
                rest.Add(word);
                if (!flag.IsSwitch && !word.Contains('=', StringComparison.Ordinal) && at + 1 < args.Count) rest.Add(args[++at]);
                continue;
            }
            var longer = name.Length == 0 ? word : $"{name} {word}";
            if (!names.Any(known => known == longer || known.StartsWith(longer + " ", StringComparison.Ordinal))) break;
            name = longer;
        }
        rest.AddRange(args.Skip(at));
        return new CommandWords(name, rest.ToImmutable());
    }

    public static EngineException Unknown(string group, string word, IEnumerable<CommandSpec> commands)
    {
        var depth = group.Length == 0 ? 0 : group.Split(' ').Length;
        var known = commands.SelectMany(command => command.Names).Where(name => depth == 0 || name.StartsWith(group + " ", StringComparison.Ordinal))
            .Select(name => name.Split(' ')[depth]).Distinct().Order(StringComparer.Ordinal).ToArray();
        var path = depth == 0 ? "pulumi" : $"pulumi {group}";
        return new EngineException($"unknown command \"{word}\" for \"{path}\"{Nearest.Hint(word, known)}. It knows {string.Join(", ", known)}", 2);
    }
}
