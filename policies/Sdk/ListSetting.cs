using System.Globalization;
using Google.Protobuf.WellKnownTypes;

namespace Infra.Policies.Sdk;

/// <summary>A setting that is a list of texts or of numbers.</summary>
public sealed record ListSetting<T>(string Name, string Description, IReadOnlyList<T> Default) : Setting(Name, Description)
    where T : notnull
{
    static readonly bool ofNumbers = typeof(T) == typeof(double);

    internal override Struct Schema => new()
    {
        Fields =
        {
            ["type"] = Value.ForString("array"),
            ["description"] = Value.ForString(Description),
            ["items"] = Value.ForStruct(new Struct { Fields = { ["type"] = Value.ForString(ofNumbers ? "number" : "string") } }),
            ["default"] = Value.ForList([.. Default.Select(item => item is double number ? Value.ForNumber(number) : Value.ForString(Text(item)))]),
        },
    };

    internal override string? Complaint(Value value) =>
        value.KindCase == Value.KindOneofCase.ListValue && value.ListValue.Values.All(Fits) ? null : $"'{Name}' must be a list of {(ofNumbers ? "numbers" : "texts")}";

    /// <summary>The configured list, or the default.</summary>
    public IReadOnlyList<T> In(Settings settings) => settings.Find(Name) is { } value
        ? [.. value.ListValue.Values.Select(item => (T)(object)(ofNumbers ? item.NumberValue : item.StringValue))]
        : Default;

    static bool Fits(Value item) => item.KindCase == (ofNumbers ? Value.KindOneofCase.NumberValue : Value.KindOneofCase.StringValue);

    static string Text(T item) => Convert.ToString(item, CultureInfo.InvariantCulture) ?? "";
}
