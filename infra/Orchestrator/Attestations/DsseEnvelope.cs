using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace Infra.Orchestrator.Attestations;

/// <summary>A DSSE envelope v1 (secure-systems-lab/dsse), bare or in a Sigstore bundle: a payload, and who signed it together with its type.</summary>
internal sealed record DsseEnvelope(string Type, byte[] Payload, ImmutableArray<byte[]> Signatures)
{
    /// <returns>Null when it is something else.</returns>
    /// <exception cref="FormatException">Payload or signature are no base64.</exception>
    public static DsseEnvelope? Read(JsonElement json)
    {
        var envelope = json.At("dsseEnvelope") is { ValueKind: JsonValueKind.Object } bundled ? bundled : json;
        return envelope.Text("payloadType") is { Length: > 0 } type && envelope.At("payload").ValueKind == JsonValueKind.String
            ? new(type, Decoded(envelope.Text("payload")), [.. envelope.Items("signatures").Select(signature => Decoded(signature.Text("sig")))])
            : null;
    }

    /// <summary>Those of the keys that signed it. A key's id in the envelope is nobody's word, and isn't looked at.</summary>
    public ImmutableArray<EvidenceKey> SignedBy(IEnumerable<EvidenceKey> keys)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes($"DSSEv1 {Encoding.UTF8.GetByteCount(Type)} {Type} {Payload.Length} "), .. Payload];
        return [.. keys.Where(key => Signatures.Any(signature => key.Verifies(signed, signature)))];
    }

    // The standard's alphabet or that for URLs: signers may use either.
    private static byte[] Decoded(string base64)
    {
        var standard = base64.Replace('-', '+').Replace('_', '/');
        return Convert.FromBase64String(standard.PadRight((standard.Length + 3) / 4 * 4, '='));
    }
}
