namespace Infra.Catalog;

public static class ColourNames
{
    extension(Colour colour)
    {
        public Colour Other => colour == Colour.Blue ? Colour.Green : Colour.Blue;

        /// <summary>As stack names and outputs write it: <c>blue</c>, <c>green</c>.</summary>
        public string Word => colour == Colour.Blue ? "blue" : "green";

        /// <summary>As a sentence begins with it: <c>Blue</c>, <c>Green</c>.</summary>
        public string Title => colour == Colour.Blue ? "Blue" : "Green";
    }

    /// <summary>Reads <c>blue</c> or <c>green</c>; null for <c>none</c>.</summary>
    /// <exception cref="BadInputException">Anything else.</exception>
    public static Colour? Parse(string text) => text switch
    {
        "blue" => Colour.Blue,
        "green" => Colour.Green,
        "none" => null,
        _ => throw new BadInputException($"\"{text}\" is not a colour; the colours are blue and green{Spelling.Hint(text, ["blue", "green"])}."),
    };

    /// <summary><c>blue</c>, <c>green</c> or <c>none</c>.</summary>
    public static string WordOrNone(Colour? colour) => colour is { } c ? c.Word : "none";
}
