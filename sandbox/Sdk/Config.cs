using System.Globalization;
using System.Text.Json;

namespace Pulumi;

public sealed class Config
{
    readonly string name;

    public Config(string? name = null)
    {
        name ??= Deployment.Required.ProjectName;
        this.name = name.EndsWith(":config", StringComparison.Ordinal) ? name[..^":config".Length] : name;
    }

    public string? Get(string key) => Deployment.Required.GetConfig($"{name}:{key}");

    public Output<string>? GetSecret(string key) => Get(key) is { } value ? Output.CreateSecret(value) : null;

    public bool? GetBoolean(string key) => Get(key) switch
    {
        null => null,
        "true" => true,
        "false" => false,
        var other => throw NotA(nameof(Boolean), key, other),
    };

    public Output<bool>? GetSecretBoolean(string key) => Secret(GetBoolean(key));

    public int? GetInt32(string key) => Get(key) switch
    {
        null => null,
        var text when int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) => number,
        var other => throw NotA(nameof(Int32), key, other),
    };

    public Output<int>? GetSecretInt32(string key) => Secret(GetInt32(key));

    public double? GetDouble(string key) => Get(key) switch
    {
        null => null,
        var text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        var other => throw NotA(nameof(Double), key, other),
    };

    public Output<double>? GetSecretDouble(string key) => Secret(GetDouble(key));

    public T GetObject<T>(string key, JsonSerializerOptions options) => Parse<T>(key, options)!;

    public T GetObject<T>(string key) => Parse<T>(key, null)!;

    public Output<T>? GetSecretObject<T>(string key, JsonSerializerOptions options) => Get(key) is null ? null : Output.CreateSecret(GetObject<T>(key, options));

    public Output<T>? GetSecretObject<T>(string key) => Get(key) is null ? null : Output.CreateSecret(GetObject<T>(key));

    public string Require(string key) => Get(key) ?? throw Missing(key);

    public Output<string> RequireSecret(string key) => Output.CreateSecret(Require(key));

    public bool RequireBoolean(string key) => GetBoolean(key) ?? throw Missing(key);

    public Output<bool> RequireSecretBoolean(string key) => Output.CreateSecret(RequireBoolean(key));

    public int RequireInt32(string key) => GetInt32(key) ?? throw Missing(key);

    public Output<int> RequireSecretInt32(string key) => Output.CreateSecret(RequireInt32(key));

    public double RequireDouble(string key) => GetDouble(key) ?? throw Missing(key);

    public Output<double> RequireSecretDouble(string key) => Output.CreateSecret(RequireDouble(key));

    public T RequireObject<T>(string key, JsonSerializerOptions options) => Get(key) is null ? throw Missing(key) : GetObject<T>(key, options);

    public T RequireObject<T>(string key) => Get(key) is null ? throw Missing(key) : GetObject<T>(key);

    public Output<T> RequireSecretObject<T>(string key, JsonSerializerOptions options) => Output.CreateSecret(RequireObject<T>(key, options));

    public Output<T> RequireSecretObject<T>(string key) => Output.CreateSecret(RequireObject<T>(key));

    T? Parse<T>(string key, JsonSerializerOptions? options)
    {
        if (Get(key) is not { } text) return default;
        try
        {
            return JsonSerializer.Deserialize<T>(text, options);
        }
        catch (JsonException e)
        {
            throw NotA(typeof(T).FullName!, key, text, e);
        }
    }

    static Output<T>? Secret<T>(T? value) where T : struct => value is { } present ? Output.CreateSecret(present) : null;

    RunException NotA(string type, string key, string value, Exception? inner = null) =>
        new($"Configuration '{name}:{key}' value '{value}' is not a valid {type}", inner);

    RunException Missing(string key) => new(
        $"Missing Required configuration variable '{name}:{key}'\n\tplease set a value using the command `pulumi config set {name}:{key} <value>`");
}
