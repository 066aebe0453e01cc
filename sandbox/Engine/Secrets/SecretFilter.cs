using System.Collections.Concurrent;
using System.Text.Json;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Secrets;

/// <summary>Takes secrets out of what programs, providers and packs say: they know them in plain text, and may repeat them. Safe for concurrent use.</summary>
internal sealed class SecretFilter
{
    // As Pulumi does: a shorter one is in every other word, and hiding it would hide the sense.
    const int Shortest = 3;

    readonly ConcurrentDictionary<string, byte> known = new(StringComparer.Ordinal);

    public void Learn(IEnumerable<string> secrets)
    {
        foreach (var secret in secrets.Where(secret => secret.Length >= Shortest))
        {
            known[secret] = 0;
            // As it stands in JSON, by those who escape little and by those who escape much.
            known[JsonCodec.Text(secret)[1..^1]] = 0;
            known[JsonEncodedText.Encode(secret).ToString()] = 0;
        }
    }

    public void Learn(PropertyMap properties)
    {
        foreach (var (_, value) in properties) Learn(value, isSecret: false);
    }

    public string Hide(string text) => known.Keys.OrderByDescending(secret => secret.Length).Aggregate(text, (hidden, secret) => hidden.Replace(secret, "[secret]", StringComparison.Ordinal));

    void Learn(PropertyValue value, bool isSecret)
    {
        switch (value)
        {
            case PropertyValue.Secret it: Learn(it.Inner, isSecret: true); break;
            case PropertyValue.Text it when isSecret: Learn([it.Value]); break;
            case PropertyValue.List it:
                foreach (var item in it.Items) Learn(item, isSecret);
                break;
            case PropertyValue.Map it:
                foreach (var (_, inner) in it.Properties) Learn(inner, isSecret);
                break;
            case PropertyValue.Asset it:
                foreach (var (_, inner) in it.Properties) Learn(inner, isSecret);
                break;
        }
    }
}
