using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Infra.Tests.Engine;

/// <summary>A secret for each place that it is planted in, and every form in which it could show elsewhere.</summary>
internal sealed class Markers
{
    static readonly JsonSerializerOptions relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    readonly Dictionary<string, string> planted = [];

    public IEnumerable<string> Places => planted.Keys;

    /// <summary>Has what JSON escapes: a quote, a line end and a letter beyond ASCII.</summary>
    public string this[string place] => planted.TryGetValue(place, out var known) ? known : planted[place] = $"{place}-\"hünter\n2";

    /// <summary>A secret that somebody else made up.</summary>
    public void Plant(string place, string secret) => planted[place] = secret;

    /// <summary>Where secrets show in a text, each as <c>place as form</c>.</summary>
    public IEnumerable<string> In(string text) =>
        from place in planted
        from form in Forms(place.Value)
        where text.Contains(form.Text, StringComparison.Ordinal)
        select $"{place.Key} as {form.Name}";

    static IEnumerable<(string Name, string Text)> Forms(string secret)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        yield return ("text", secret);
        yield return ("JSON", JsonSerializer.Serialize(secret)[1..^1]);
        yield return ("JSON of few escapes", JsonSerializer.Serialize(secret, relaxed)[1..^1]);
        yield return ("hex", Convert.ToHexStringLower(bytes));
        yield return ("HEX", Convert.ToHexString(bytes));
        // Inside of a longer text it begins at any of three places.
        for (var skipped = 0; skipped < 3; skipped++)
            yield return ("base64", Convert.ToBase64String(bytes, skipped, (bytes.Length - skipped) / 3 * 3));
    }
}
