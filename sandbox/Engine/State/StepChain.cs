using System.Security.Cryptography;
using System.Text;

namespace Infra.Sandbox.Engine.State;

/// <summary>A line of a step log is <c>{"hash":"…","step":{…}}</c>; the hash is over the line before's and the step's own text, so that no line can be changed or taken out unnoticed.</summary>
internal static class StepChain
{
    const int HashLength = 64;

    static ReadOnlySpan<byte> Head => "{\"hash\":\""u8;
    static ReadOnlySpan<byte> Middle => "\",\"step\":"u8;

    /// <returns>The line, with its end, and its hash.</returns>
    public static (byte[] Line, string Hash) Link(string before, ReadOnlySpan<byte> step)
    {
        var hash = Hash(before, step);
        return ([.. Head, .. Encoding.ASCII.GetBytes(hash), .. Middle, .. step, .. "}\n"u8], hash);
    }

    /// <summary>The step of a line without its end; null when that is not what was written there.</summary>
    public static (ReadOnlyMemory<byte> Step, string Hash)? Read(string before, ReadOnlyMemory<byte> line)
    {
        var start = Head.Length + HashLength + Middle.Length;
        if (line.Length <= start || !line.Span.StartsWith(Head) || line.Span[^1] != (byte)'}') return null;
        var step = line[start..^1];
        var hash = Hash(before, step.Span);
        return line.Span.Slice(Head.Length, HashLength).SequenceEqual(Encoding.ASCII.GetBytes(hash)) ? (step, hash) : null;
    }

    static string Hash(string before, ReadOnlySpan<byte> step) =>
        Convert.ToHexStringLower(SHA256.HashData([.. Encoding.ASCII.GetBytes(before), (byte)'\n', .. step]));
}
