using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pulumi.Automation.Events;

namespace Pulumi.Automation.Serialization;

public class LocalSerializer
{
    static readonly JsonSerializerOptions options = BuildJsonSerializerOptions();

    public bool IsValidJson(string content)
    {
        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(content));
            reader.Read();
            reader.Skip();
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    public T DeserializeJson<T>(string content) => JsonSerializer.Deserialize<T>(content, options)!;

    public string SerializeJson<T>(T @object) => JsonSerializer.Serialize(@object, options);

    public static JsonSerializerOptions BuildJsonSerializerOptions() => new()
    {
        AllowTrailingCommas = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters =
        {
            new KebabEnumConverter<OperationType>(OperationType.Unknown, ("discard", OperationType.ReadDiscard)),
            new KebabEnumConverter<DiffKind>(),
            new KebabEnumConverter<PluginKind>(),
            UpdateKindConverter.Kinds,
            new KebabEnumConverter<UpdateState>(),
            new ConfigValueConverter(),
            new ObjectConverter(),
        },
    };
}
