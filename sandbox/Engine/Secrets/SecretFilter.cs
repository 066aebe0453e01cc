using System.Collections.Immutable;
using System.Text.Json;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Secrets;

/// <summary>Takes secrets out of what programs, providers and packs say: they know them in plain text, and may repeat them. Safe for concurrent use.</summary>
internal sealed class SecretFilter
{
    // As Pulumi does: a shorter one is in every other word, and hiding it would hide the sense.
    const int Shortest = 3;

    // A secret may be in another one, and what is left of that when it goes first would show.
    ImmutableSortedSet<string> longestFirst = ImmutableSortedSet.Create<string>(
        Comparer<string>.Create((one, other) => one.Length == other.Length ? string.CompareOrdinal(one, other) : other.Length - one.Length));

    public void Learn(IEnumerable<string> secrets)
    {
        // As it stands in JSON, too, by those who escape little and by those who escape much.
        foreach (var form in secrets.Where(secret => secret.Length >= Shortest).SelectMany(secret => new[] { secret, JsonCodec.Text(secret)[1..^1], JsonEncodedText.Encode(secret).ToString() }))
            ImmutableInterlocked.Update(ref longestFirst, (known, one) => known.Add(one), form);
    }

    public void Learn(PropertyMap properties)
    {
        foreach (var (_, value) in properties) Learn(value, isSecret: false);
    }

    public string Hide(string text) => longestFirst.Aggregate(text, (hidden, secret) => hidden.Replace(secret, "[secret]", StringComparison.Ordinal));

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
