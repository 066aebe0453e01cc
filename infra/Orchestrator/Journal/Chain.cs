using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Infra.Orchestrator.Rollouts;

namespace Infra.Orchestrator.Journal;

/// <summary>A line is <c>{"hash":"…","entry":{…}}</c>; the hash is over the hash of the line before and the entry's own text.</summary>
internal static class Chain
{
    private const string Head = "{\"hash\":\"";
    private const string Middle = "\",\"entry\":";
    private const int HashLength = 64;

    public static (Entry Entry, string Line) Link(ImmutableArray<Entry> before, Fact fact, long token)
    {
        var number = before.Length + 1;
        var text = $"{{\"n\":{number},\"token\":{token},\"fact\":{FactJson.Write(fact)}}}";
        var hash = Hash(before.IsEmpty ? "" : before[^1].Hash, text);
        return (new(number, token, fact, hash), $"{Head}{hash}{Middle}{text}}}");
    }

    /// <exception cref="JournalException">A line is not what was written.</exception>
    public static ImmutableArray<Entry> Read(IReadOnlyList<string> lines, string place)
    {
        var entries = ImmutableArray.CreateBuilder<Entry>(lines.Count);
        var previous = "";
        foreach (var (at, line) in lines.Index())
        {
            var entry = Parse(line, previous, $"{place}, line {at + 1}") ?? throw new JournalException(
                $"{place}, line {at + 1}: this record was changed after it was written, or records before it are missing. Bring back the file as it was; the traffic stack's output journalHead names its last good hash.");
            entries.Add(entry);
            previous = entry.Hash;
        }

        return entries.DrainToImmutable();
    }

    private static Entry? Parse(string line, string previous, string place)
    {
        var start = Head.Length + HashLength + Middle.Length;
        if (line.Length <= start + 1 || !line.StartsWith(Head, StringComparison.Ordinal) || line[^1] != '}')
            return null;

        var (hash, text) = (line.Substring(Head.Length, HashLength), line[start..^1]);
        if (Hash(previous, text) != hash)
            return null;

        try
        {
            using var json = JsonDocument.Parse(text);
            var root = json.RootElement;
            return new(root.GetProperty("n").GetInt64(), root.GetProperty("token").GetInt64(), FactJson.Read(root.GetProperty("fact")), hash);
        }
        catch (JsonException e)
        {
            throw new JournalException($"{place}: this record is as it was written, and this infra doesn't know what it says ({e.Message.TrimEnd('.')}). Nothing was moved; use the newer infra that wrote it.", e);
        }
    }

    private static string Hash(string previous, string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{previous}\n{text}")));
}
