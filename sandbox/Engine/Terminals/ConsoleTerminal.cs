using System.Text;

namespace Infra.Sandbox.Engine.Terminals;

/// <summary>The terminal of this process.</summary>
internal sealed class ConsoleTerminal : ITerminal
{
    /// <summary>Null unless a person both reads and types.</summary>
    public static ConsoleTerminal? OfProcess() =>
        Console.IsInputRedirected || Console.IsOutputRedirected || Environment.GetEnvironmentVariable("TERM") == "dumb" ? null : new ConsoleTerminal();

    // A terminal that was never given a size says 0.
    public int Width => Console.WindowWidth > 0 ? Console.WindowWidth : 80;

    public int Height => Console.WindowHeight > 0 ? Console.WindowHeight : 24;

    public void Write(string text) => Console.Out.Write(text);

    public string? Ask(string question, bool secret)
    {
        Console.Out.Write(question);
        if (!secret) return Console.In.ReadLine();
        var typed = new StringBuilder();
        for (var key = Console.ReadKey(intercept: true); key.Key != ConsoleKey.Enter; key = Console.ReadKey(intercept: true))
        {
            if (key.Key == ConsoleKey.Backspace) typed.Length = Math.Max(0, typed.Length - 1);
            else if (key.KeyChar != '\0') typed.Append(key.KeyChar);
        }
        Console.Out.WriteLine();
        return typed.ToString();
    }
}
