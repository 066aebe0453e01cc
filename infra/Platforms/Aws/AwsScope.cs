namespace Infra.Platforms.Aws;

/// <summary>Whose resources are meant, and as whom they are touched.</summary>
/// <param name="Role">Assumed in the account; null for the caller's own rights.</param>
public sealed record AwsScope(string Account, string Region, string? Role);
