using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Providers.Aws;

/// <summary>Configuration of one AWS provider.</summary>
/// <param name="Region">Null in a preview that doesn't know it yet.</param>
internal sealed record AwsSettings(string? Region, string Account, PropertyMap DefaultTags)
{
    /// <exception cref="EngineException">The program allows other accounts only.</exception>
    public static AwsSettings From(PropertyMap config, EngineOptions options)
    {
        var region = Decode(config["region"]);
        var allowed = Decode(config["allowedAccountIds"])?.AsList ?? [];
        var refused = Decode(config["forbiddenAccountIds"])?.AsList ?? [];
        if (allowed.Length > 0 && !allowed.Any(account => account.HasUnknown || account.AsText == options.AwsAccount))
            throw new EngineException($"The sandbox's AWS account is {options.AwsAccount}; the provider allows only {string.Join(", ", allowed.Select(account => account.AsText))}.");
        if (refused.Any(account => account.AsText == options.AwsAccount))
            throw new EngineException($"The sandbox's AWS account is {options.AwsAccount}, which the provider forbids.");
        return new AwsSettings(
            region is PropertyValue.Unknown ? null : region?.AsText ?? options.AwsRegion,
            options.AwsAccount,
            Decode(config["defaultTags"])?.AsMap["tags"]?.AsMap ?? PropertyMap.Empty);
    }

    static PropertyValue? Decode(PropertyValue? value) => value is null ? null : JsonCodec.Unfold(value);
}
