using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Kind = Google.Protobuf.WellKnownTypes.Value.KindOneofCase;

namespace Infra.Policies.Sdk;

/// <summary>A setting that is a number, a text, or yes or no.</summary>
public sealed record ValueSetting<T>(string Name, string Description, T Default) : Setting(Name, Description)
    where T : notnull
{
    static readonly (Kind Kind, string Type, string Words) form = typeof(T) == typeof(double) ? (Kind.NumberValue, "number", "a number")
        : typeof(T) == typeof(bool) ? (Kind.BoolValue, "boolean", "true or false")
        : (Kind.StringValue, "string", "a text");

    internal override Struct Schema => new()
    {
        Fields =
        {
            ["type"] = Value.ForString(form.Type),
            ["description"] = Value.ForString(Description),
            ["default"] = Default switch { double number => Value.ForNumber(number), bool flag => Value.ForBool(flag), _ => Value.ForString(Convert.ToString(Default, CultureInfo.InvariantCulture)) },
        },
    };

    internal override string? Complaint(Value value) => value.KindCase == form.Kind ? null : $"'{Name}' must be {form.Words}";

    /// <summary>The configured value, or the default.</summary>
    public T In(Settings settings) => settings.Find(Name) is not { } value ? Default
        : (T)(object)(form.Kind switch { Kind.NumberValue => value.NumberValue, Kind.BoolValue => value.BoolValue, _ => value.StringValue });
}
