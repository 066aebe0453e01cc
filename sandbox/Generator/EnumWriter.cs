using System.Collections.Generic;

namespace Infra.Sandbox.Generator;

/// <summary>Writes the class whose members are the texts that a property allows.</summary>
static class EnumWriter
{
    public static string Write(string fullName, IEnumerable<string> texts)
    {
        var code = new Code();
        var (space, name) = Code.Split(fullName);
        code.Line();
        code.Open($"namespace {space}");
        code.Line("[global::Pulumi.EnumType]");
        code.Open($"public readonly struct {name} : global::System.IEquatable<{name}>");
        code.Line("readonly string text;");
        code.Line();
        code.Line($"private {name}(string text) => this.text = text;");
        code.Line();
        foreach (var text in texts) code.Line($"public static {name} {text} {{ get; }} = new {name}({Code.Quote(text)});");
        code.Line();
        code.Line($"public static bool operator ==({name} left, {name} right) => left.Equals(right);");
        code.Line($"public static bool operator !=({name} left, {name} right) => !left.Equals(right);");
        code.Line($"public static explicit operator string({name} value) => value.text;");
        code.Line();
        code.Line($"public bool Equals({name} other) => text == other.text;");
        code.Line($"public override bool Equals(object? obj) => obj is {name} other && Equals(other);");
        code.Line("public override int GetHashCode() => text?.GetHashCode() ?? 0;");
        code.Line("public override string ToString() => text;");
        code.Close();
        code.Close();
        return code.ToString();
    }
}
