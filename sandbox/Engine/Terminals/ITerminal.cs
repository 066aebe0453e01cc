namespace Infra.Sandbox.Engine.Terminals;

/// <summary>Where a person sits: what they see moves, and they can be asked.</summary>
public interface ITerminal
{
    /// <summary>In characters.</summary>
    int Width { get; }

    /// <summary>In lines.</summary>
    int Height { get; }

    /// <summary>Writes a text as it is, control sequences included.</summary>
    void Write(string text);

    /// <summary>Asks for one line; null when no more comes.</summary>
    /// <param name="secret">What is typed isn't shown.</param>
    string? Ask(string question, bool secret);
}
