using System.Collections.Immutable;

namespace Infra.Sandbox.Engine.Commands;

/// <summary>Command line words, taken apart: what the engine doesn't know is refused by name.</summary>
internal sealed class Arguments
{
    // Flags of every command, which change nothing here; the first kind takes a value.
    static readonly HashSet<string> ignoredValues = ["--color", "--verbose", "-v", "--tracing", "--profiling", "--exec-kind", "--exec-agent", "--config-file"];
    static readonly HashSet<string> ignoredSwitches = ["--non-interactive", "--logtostderr", "--logflow", "--debug", "--yes", "-y", "--diff", "--suppress-progress", "--disable-integrity-checking", "--show-config"];

    readonly Dictionary<string, List<string>> values = new(StringComparer.Ordinal);
    readonly List<string> words = [];

    /// <param name="command">For messages.</param>
    /// <param name="switches">Known flags without value.</param>
    /// <param name="options">Known flags with a value.</param>
    public Arguments(string command, IEnumerable<string> args, ImmutableArray<string> switches, ImmutableArray<string> options)
    {
        var rest = new Queue<string>(args);
        var literal = false;
        while (rest.TryDequeue(out var word))
        {
            if (literal || !word.StartsWith('-') || word == "-")
            {
                words.Add(word);
                continue;
            }
            if (word == "--")
            {
                literal = true;
                continue;
            }
            var cut = word.StartsWith("--", StringComparison.Ordinal) ? word.IndexOf('=') : -1;
            var (flag, value) = cut < 0 ? (word, null) : (word[..cut], word[(cut + 1)..]);
            if (flag is "-s") flag = "--stack";
            if (flag is "-j") flag = "--json";
            if (flag is "-m") flag = "--message";
            if (flag is "-p") flag = "--parallel";
            if (switches.Contains(flag) || ignoredSwitches.Contains(flag)) Add(flag, value ?? "true");
            else if (options.Contains(flag) || ignoredValues.Contains(flag) || flag == "--stack")
                Add(flag, value ?? (rest.TryDequeue(out var next) ? next : throw new EngineException($"flag needs an argument: {flag} (pulumi {command})", 2)));
            else throw new EngineException($"unknown flag: {flag} (pulumi {command} in the sandbox knows {string.Join(", ", switches.Concat(options).Order(StringComparer.Ordinal))})", 2);
        }
    }

    public IReadOnlyList<string> Words => words;

    public bool Has(string flag) => values.TryGetValue(flag, out var given) && given[^1] is not ("false" or "0");

    public string? this[string option] => values.TryGetValue(option, out var given) ? given[^1] : null;

    public ImmutableArray<string> All(string option) => values.TryGetValue(option, out var given) ? [.. given] : [];

    void Add(string flag, string value)
    {
        if (!values.TryGetValue(flag, out var given)) values[flag] = given = [];
        given.Add(value);
    }
}
