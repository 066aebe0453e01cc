using Infra.Catalog;

namespace Infra.Stacks.Aws;

/// <summary>How users come in at a balancer.</summary>
internal sealed record Entry
{
    public required ListenPorts Listen { get; init; }

    /// <summary>The ARN of the certificate to show; null for plain HTTP.</summary>
    public required string? Certificate { get; init; }

    /// <summary>The ARN of an existing web ACL; null for none.</summary>
    public required string? WebAcl { get; init; }

    public string Scheme => Certificate is null ? "http" : "https";
}
