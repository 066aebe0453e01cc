namespace Infra.Sandbox.Engine.Commands.Words;

/// <summary>A flag of a command.</summary>
/// <param name="Name">With its two hyphens.</param>
/// <param name="Value">What help calls its value; null for a switch.</param>
internal sealed record Flag(string Name, string? Value, string Says)
{
    /// <summary>One letter, without its hyphen.</summary>
    public char? Short { get; init; }

    /// <summary>Understood because other programs pass it; changes nothing here, and help is silent about it.</summary>
    public bool IsHidden { get; init; }

    public bool IsSwitch => Value is null;

    public static Flag Switch(string name, string says, char? letter = null) => new(name, null, says) { Short = letter };

    public static Flag Of(string name, string value, string says, char? letter = null) => new(name, value, says) { Short = letter };

    public static Flag Quiet(string name, string? value = null, char? letter = null) => new(name, value, "") { Short = letter, IsHidden = true };
}
