using Infra.Sandbox.Engine.Terminals;

namespace Infra.Tests.Command;

/// <summary>A person who has decided what to answer.</summary>
internal sealed class FakeTerminal(params string[] answers) : ITerminal
{
    readonly Queue<string> answers = new(answers);

    public int Width { get; init; } = 80;
    public int Height { get; init; } = 24;

    /// <summary>What was drawn.</summary>
    public string Text { get; private set; } = "";

    public List<string> Asked { get; } = [];

    public void Write(string text) => Text += text;

    public string? Ask(string question, bool secret)
    {
        Asked.Add(question);
        return answers.TryDequeue(out var answer) ? answer : null;
    }
}
