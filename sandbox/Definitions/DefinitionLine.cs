using System;
using System.Collections.Generic;
using System.Linq;

namespace Infra.Sandbox.Definitions;

/// <summary>One line of a definition file, cut into words at the blanks that stand outside quotation marks.</summary>
sealed class DefinitionLine
{
    readonly string file;
    readonly int number;
    readonly string text;

    public DefinitionLine(string file, int number, string text)
    {
        (this.file, this.number, this.text) = (file, number, text);
        IsHeader = text[0] != ' ';
        Words = [.. Cut(text)];
    }

    public bool IsHeader { get; }

    public IReadOnlyList<string> Words { get; }

    public string this[int index] => index < Words.Count ? Words[index] : throw Mistake("ends too early");

    public string Rest(int from) => string.Join(" ", Words.Skip(from));

    public DefinitionMistake Mistake(string mistake) => new(new DefinitionProblem(file, number, $"'{text.Trim()}' {mistake}."));

    static IEnumerable<string> Cut(string text)
    {
        var start = -1;
        var quoted = false;
        for (var i = 0; i <= text.Length; i++)
        {
            var blank = i == text.Length || text[i] == ' ';
            if (i < text.Length && text[i] == '"') quoted = !quoted;
            if (start < 0 && !blank) start = i;
            else if (start >= 0 && blank && (!quoted || i == text.Length))
            {
                yield return text.Substring(start, i - start);
                start = -1;
            }
        }
    }

    public static IEnumerable<DefinitionLine> In(string file, string text) => text
        .Split('\n')
        .Select((line, index) => (Text: line.TrimEnd(), Number: index + 1))
        .Where(line => line.Text.Length > 0 && line.Text.TrimStart()[0] != '#')
        .Select(line => new DefinitionLine(file, line.Number, line.Text));
}

/// <summary>One mistake on its way from where it is seen to where all are collected.</summary>
sealed class DefinitionMistake(DefinitionProblem problem) : Exception(problem.Message)
{
    public DefinitionProblem Problem { get; } = problem;
}
