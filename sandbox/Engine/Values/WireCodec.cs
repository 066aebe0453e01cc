using Google.Protobuf.WellKnownTypes;
using Infra.Rpc;

namespace Infra.Sandbox.Engine.Values;

/// <summary>Values as the protocol writes them inside Struct.</summary>
internal static class WireCodec
{
    public static PropertyMap Read(Struct? message) =>
        message is null ? PropertyMap.Empty : PropertyMap.Of(message.Fields.Select(field => KeyValuePair.Create(field.Key, Read(field.Value))));

    public static PropertyValue Read(Value value) => value.KindCase switch
    {
        Value.KindOneofCase.BoolValue => value.BoolValue,
        Value.KindOneofCase.NumberValue => value.NumberValue,
        Value.KindOneofCase.StringValue => value.IsUnknown() ? PropertyValue.NotYet : value.StringValue,
        Value.KindOneofCase.ListValue => new PropertyValue.List([.. value.ListValue.Values.Select(Read)]),
        Value.KindOneofCase.StructValue => ReadObject(value, value.StructValue),
        _ => PropertyValue.Nothing,
    };

    static PropertyValue ReadObject(Value value, Struct fields) => value.Signature() switch
    {
        null => Read(fields),
        WireValues.SecretSignature => new PropertyValue.Secret(Read(fields.Fields["value"])),
        WireValues.OutputValueSignature => ReadOutput(fields),
        WireValues.ResourceReferenceSignature => ReadReference(fields),
        WireValues.AssetSignature or WireValues.ArchiveSignature =>
            new PropertyValue.Asset(value.Signature()!, Read(fields).Remove(WireValues.SignatureKey)),
        var unknown => throw new RpcException(StatusCode.InvalidArgument, $"A value has the signature '{unknown}', which this engine doesn't know."),
    };

    static PropertyValue ReadOutput(Struct fields)
    {
        var inner = fields.Fields.TryGetValue("value", out var value) ? Read(value) : PropertyValue.NotYet;
        return fields.Fields.TryGetValue("secret", out var secret) && secret.BoolValue ? new PropertyValue.Secret(inner) : inner;
    }

    static PropertyValue.Reference ReadReference(Struct fields)
    {
        PropertyValue? id = fields.Fields.TryGetValue("id", out var value)
            ? value.StringValue.Length == 0 || value.IsUnknown() ? PropertyValue.NotYet : value.StringValue
            : null;
        var version = fields.Fields.TryGetValue("packageVersion", out var text) ? text.StringValue : "";
        return new PropertyValue.Reference(fields.Fields["urn"].StringValue, id, version);
    }

    /// <param name="accepts">What the reader understands; the rest is written as plain values.</param>
    public static Struct Write(PropertyMap properties, WireFeatures accepts)
    {
        var message = new Struct();
        foreach (var (name, value) in properties) message.Fields[name] = Write(value, accepts);
        return message;
    }

    public static Value Write(PropertyValue value, WireFeatures accepts) => value switch
    {
        PropertyValue.Null => Value.ForNull(),
        PropertyValue.Bool it => Value.ForBool(it.Value),
        PropertyValue.Number it => Value.ForNumber(it.Value),
        PropertyValue.Text it => Value.ForString(it.Value),
        PropertyValue.Unknown => Value.ForString(WireValues.Unknown),
        PropertyValue.List it => Value.ForList([.. it.Items.Select(item => Write(item, accepts))]),
        PropertyValue.Map it => Value.ForStruct(Write(it.Properties, accepts)),
        PropertyValue.Secret it when accepts.HasFlag(WireFeatures.Secrets) => WireValues.Secret(Write(it.Inner, accepts)),
        PropertyValue.Secret it => Write(it.Inner, accepts),
        PropertyValue.Asset it => Value.ForStruct(Signed(it.Signature, Write(it.Properties, accepts))),
        PropertyValue.Reference it => WriteReference(it, accepts),
        _ => throw new System.Diagnostics.UnreachableException(value.ToString()),
    };

    static Value WriteReference(PropertyValue.Reference reference, WireFeatures accepts)
    {
        if (!accepts.HasFlag(WireFeatures.References)) return reference.Id is null ? Value.ForString(reference.Urn) : Write(reference.Id, accepts);
        var fields = new Struct { Fields = { ["urn"] = Value.ForString(reference.Urn), ["packageVersion"] = Value.ForString(reference.PackageVersion) } };
        if (reference.Id is { } id) fields.Fields["id"] = Value.ForString(id.AsText ?? "");
        return Value.ForStruct(Signed(WireValues.ResourceReferenceSignature, fields));
    }

    static Struct Signed(string signature, Struct fields)
    {
        fields.Fields[WireValues.SignatureKey] = Value.ForString(signature);
        return fields;
    }
}

/// <summary>What the reader of a message says it understands.</summary>
[Flags]
internal enum WireFeatures
{
    Plain = 0,
    Secrets = 1,
    References = 2,
}
