using Google.Protobuf.WellKnownTypes;
using Infra.Rpc;
using Kind = Google.Protobuf.WellKnownTypes.Value.KindOneofCase;

namespace Infra.Policies.Sdk;

/// <summary>A resource's properties with some of them set otherwise. All others go on as they came, secrets and unknowns too.</summary>
public sealed class Change
{
    readonly Struct properties;

    Change(Struct properties) => this.properties = properties;

    public static Change To(Resource resource) => new(resource.Raw);

    /// <param name="path">Names with dots between them, such as <c>metadataOptions.httpTokens</c>; what is missing on the way is made.</param>
    /// <param name="value">A text, a number, a truth, or a list of such. In the place of a secret it is a secret.</param>
    public Change Set(string path, object value) => Edit(path, old => Like(old, Of(value)));

    /// <summary>Takes a property out; nothing happens where there is none.</summary>
    public Change Remove(string path) => Edit(path, _ => null);

    internal Struct Properties => properties;

    Change Edit(string path, Func<Value?, Value?> edit)
    {
        var copy = properties.Clone();
        Edit(copy, path.Split('.'), path, edit);
        return new(copy);
    }

    static void Edit(Struct at, ReadOnlySpan<string> names, string path, Func<Value?, Value?> edit)
    {
        var old = at.Fields.GetValueOrDefault(names[0]);
        if (names.Length > 1)
            Edit(Inside(at, names[0], old, path), names[1..], path, edit);
        else if (edit(old) is { } value)
            at.Fields[names[0]] = value;
        else
            at.Fields.Remove(names[0]);
    }

    /// <summary>The object of that name; inside its secret, if it is one.</summary>
    static Struct Inside(Struct at, string name, Value? old, string path)
    {
        while (old?.Signature() == WireValues.SecretSignature && old.StructValue.Fields.TryGetValue("value", out var secret)) old = secret;
        if (old?.IsUnknown() == true) throw new UnknownValueException(path);
        if (old is { KindCase: Kind.StructValue }) return old.StructValue;
        var made = new Struct();
        at.Fields[name] = Value.ForStruct(made);
        return made;
    }

    static Value Like(Value? old, Value value) => old?.Signature() == WireValues.SecretSignature ? WireValues.Secret(value) : value;

    static Value Of(object value) => value switch
    {
        string text => Value.ForString(text),
        bool flag => Value.ForBool(flag),
        IEnumerable<object> items => Value.ForList([.. items.Select(Of)]),
        IConvertible number => Value.ForNumber(number.ToDouble(System.Globalization.CultureInfo.InvariantCulture)),
        _ => throw new ArgumentException($"{value.GetType().Name} is no text, number, truth or list.", nameof(value)),
    };
}
