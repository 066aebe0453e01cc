using System.Text.RegularExpressions;

namespace Infra.Policies.Sdk;

/// <summary>The net under every message: secret texts that a rule has read don't appear in what it says.</summary>
internal sealed class Redaction
{
    public const string Mark = "[secret]";

    // A rule that hangs may go on reading while others speak.
    readonly Lock gate = new();
    readonly HashSet<string> seen = new(StringComparer.Ordinal);

    public void Saw(string secret)
    {
        lock (gate)
        {
            if (secret.Length > 0) seen.Add(secret);
        }
    }

    public string Clean(string message)
    {
        lock (gate)
        {
            return seen.Count == 0 ? message : Regex.Replace(message, string.Join('|', seen.OrderByDescending(secret => secret.Length).Select(Regex.Escape)), Mark);
        }
    }
}
