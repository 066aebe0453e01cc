using System.Collections.Immutable;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Commands.Words;

/// <summary>Command line words, taken apart: what the command doesn't know is refused by name.</summary>
internal sealed class Arguments
{
    readonly Dictionary<string, List<string>> values = new(StringComparer.Ordinal);
    readonly List<string> words = [];

    /// <param name="commands">All there are: one that a word may have been meant for.</param>
    public Arguments(CommandSpec spec, IEnumerable<string> args, IEnumerable<CommandSpec> commands)
    {
        var rest = new Queue<string>(args);
        while (rest.TryDequeue(out var word))
        {
            if (word == "--")
            {
                words.AddRange(rest);
                break;
            }
            if (!word.StartsWith('-') || word == "-" || (spec.TakesAnything && word is not ("--help" or "-h"))) words.Add(word);
            else if (word.StartsWith("--", StringComparison.Ordinal)) TakeLong(spec, word, rest);
            else TakeShort(spec, word, rest);
        }
        if (Has("--help") || spec.TakesAnything) return;
        if (First is { } verb && spec.Most == 0 && commands.Any(command => command.Name.StartsWith(spec.Name + " ", StringComparison.Ordinal)))
            throw CommandWords.Unknown(spec.Name, verb, commands);
        if (words.Count < spec.Least || words.Count > spec.Most)
            throw new EngineException($"pulumi {spec.Name} takes {(spec.Takes.Length == 0 ? "no words" : spec.Takes)}, not '{string.Join(' ', words)}'; see pulumi {spec.Name} --help", 2);
    }

    public IReadOnlyList<string> Words => words;

    /// <summary>The first word; null when there is none.</summary>
    public string? First => words.Count > 0 ? words[0] : null;

    public bool Has(string flag) => values.TryGetValue(flag, out var given) && given[^1] is not ("false" or "0");

    public string? this[string option] => values.TryGetValue(option, out var given) ? given[^1] : null;

    public ImmutableArray<string> All(string option) => values.TryGetValue(option, out var given) ? [.. given] : [];

    void TakeLong(CommandSpec spec, string word, Queue<string> rest)
    {
        var cut = word.IndexOf('=', StringComparison.Ordinal);
        var (name, value) = cut < 0 ? (word, null) : (word[..cut], word[(cut + 1)..]);
        var flag = spec.AllFlags.FirstOrDefault(flag => flag.Name == name)
            ?? throw new EngineException($"unknown flag: {name}{Nearest.Hint(name, spec.AllFlags.Where(flag => !flag.IsHidden).Select(flag => flag.Name))}. See pulumi {spec.Name} --help", 2);
        Add(flag, value ?? (flag.IsSwitch ? "true" : Value(spec, name, rest)));
    }

    /// <summary><c>-s dev</c>, <c>-sdev</c>, <c>-s=dev</c>, and switches together as in <c>-yf</c>.</summary>
    void TakeShort(CommandSpec spec, string word, Queue<string> rest)
    {
        for (var at = 1; at < word.Length; at++)
        {
            var flag = spec.AllFlags.FirstOrDefault(flag => flag.Short == word[at])
                ?? throw new EngineException($"unknown flag: -{word[at]}. See pulumi {spec.Name} --help", 2);
            var behind = word[(at + 1)..];
            if (flag.IsSwitch)
            {
                Add(flag, "true");
                continue;
            }
            Add(flag, behind.Length > 0 ? behind.TrimStart('=') : Value(spec, $"-{word[at]}", rest));
            return;
        }
    }

    static string Value(CommandSpec spec, string name, Queue<string> rest) =>
        rest.TryDequeue(out var next) ? next : throw new EngineException($"flag needs an argument: {name} (pulumi {spec.Name})", 2);

    void Add(Flag flag, string value)
    {
        if (!values.TryGetValue(flag.Name, out var given)) values[flag.Name] = given = [];
        given.Add(value);
    }
}
