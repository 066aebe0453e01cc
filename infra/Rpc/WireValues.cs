using Google.Protobuf.WellKnownTypes;

namespace Infra.Rpc;

/// <summary>How the protocol writes values that JSON can't say, inside Struct and Value. Source: pulumi/pulumi sdk/go/common/resource.</summary>
public static class WireValues
{
    /// <summary>An object with this key is special; its value says which kind.</summary>
    public const string SignatureKey = "4dabf18193072939515e22adb298388d";

    public const string SecretSignature = "1b47061264138c4ac30d75fd1eb44270";
    public const string AssetSignature = "c44067f5952c0a294b673a41bacd8c17";
    public const string ArchiveSignature = "0def7320c3a5731c473e5ecbe6d01bc7";
    public const string ResourceReferenceSignature = "5cf8f73096256a8f31e491e813e4eb8e";
    public const string OutputValueSignature = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

    /// <summary>The sentinel that writers use for every unknown value, whatever its type.</summary>
    public const string Unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

    /// <summary>All sentinels that readers accept: bool, number, string, array, asset, archive, object.</summary>
    public static readonly IReadOnlySet<string> Unknowns = new HashSet<string>(StringComparer.Ordinal)
    {
        "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
        "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
        Unknown,
        "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
        "030794c1-ac77-496b-92df-f27374a8bd58",
        "e48ece36-62e2-4504-bad9-02848725956a",
        "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
    };

    public static bool IsUnknown(this Value value) =>
        value.KindCase == Value.KindOneofCase.StringValue && Unknowns.Contains(value.StringValue);

    /// <summary>The signature of a special object, or null for an ordinary value.</summary>
    public static string? Signature(this Value value) =>
        value.KindCase == Value.KindOneofCase.StructValue && value.StructValue.Fields.TryGetValue(SignatureKey, out var signature)
            ? signature.StringValue
            : null;

    public static Value Secret(Value inner) => Value.ForStruct(new Struct
    {
        Fields = { [SignatureKey] = Value.ForString(SecretSignature), ["value"] = inner },
    });
}
