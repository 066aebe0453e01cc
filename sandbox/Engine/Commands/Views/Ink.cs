namespace Infra.Sandbox.Engine.Commands.Views;

/// <summary>How a text stands out, where there is colour.</summary>
internal enum Ink
{
    Plain,
    Bold,
    Faint,
    Green,
    Yellow,
    Red,
    Magenta,
    Cyan,
}

internal static class Inks
{
    const string Reset = "\e[0m";

    extension(Ink ink)
    {
        public string On(string text) => ink == Ink.Plain || text.Length == 0 ? text : $"{Begin(ink)}{text}{Reset}";
    }

    static string Begin(Ink ink) => ink switch
    {
        Ink.Plain => "",
        Ink.Bold => "\e[1m",
        Ink.Faint => "\e[2m",
        Ink.Green => "\e[32m",
        Ink.Yellow => "\e[33m",
        Ink.Red => "\e[31m",
        Ink.Magenta => "\e[35m",
        Ink.Cyan => "\e[36m",
    };
}
