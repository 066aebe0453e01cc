using System.Collections.Immutable;

namespace Infra.Sandbox.Engine.Commands.Views;

/// <summary>One line to be seen: pieces of text, each in its ink.</summary>
internal sealed record Line(ImmutableArray<(string Text, Ink Ink)> Pieces)
{
    public static readonly Line Empty = new([]);

    public int Length => Pieces.Sum(piece => piece.Text.Length);

    public static Line Of(string text, Ink ink = Ink.Plain) => new([(text, ink)]);

    public static implicit operator Line(string text) => Of(text);

    public static Line operator +(Line left, Line right) => new(left.Pieces.AddRange(right.Pieces));

    /// <summary>No longer than that: what doesn't fit ends in an ellipsis.</summary>
    public Line Cut(int width)
    {
        if (Length <= width) return this;
        var (kept, left) = (ImmutableArray.CreateBuilder<(string, Ink)>(), Math.Max(0, width - 1));
        foreach (var (text, ink) in Pieces)
        {
            kept.Add((text.Length <= left ? text : text[..left] + "…", ink));
            if (text.Length > left) break;
            left -= text.Length;
        }
        return new Line(kept.ToImmutable());
    }

    public Line Pad(int width) => Length >= width ? this : this + new string(' ', width - Length);

    /// <summary>Blanks at the end are nothing to be seen.</summary>
    public string Show(bool color)
    {
        var end = Pieces.Length;
        while (end > 0 && string.IsNullOrWhiteSpace(Pieces[end - 1].Text)) end--;
        return string.Concat(Pieces[..end].Select((piece, index) => (index == end - 1 ? piece.Text.TrimEnd() : piece.Text, piece.Ink)).Select(piece => color ? piece.Ink.On(piece.Item1) : piece.Item1));
    }
}
