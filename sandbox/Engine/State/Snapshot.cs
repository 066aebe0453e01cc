using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Infra.Sandbox.Engine.State;

/// <summary>A whole deployment: what <c>pulumi stack export</c> shows.</summary>
internal sealed record Snapshot
{
    public required DateTimeOffset Time { get; init; }
    public string Version { get; init; } = "";
    public SecretsProvider? SecretsProvider { get; init; }
    public ImmutableArray<ResourceState> Resources { get; init; } = [];
    public ImmutableArray<PendingOperation> PendingOperations { get; init; } = [];

    public string Magic => Version.Length == 0 ? "" : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Version)));

    public ResourceState? Root => Resources.FirstOrDefault(resource => resource.IsRoot);
}

/// <param name="Salt">The passphrase provider's <c>v1:…</c> text.</param>
internal sealed record SecretsProvider(string Type, string Salt);

/// <summary>An operation whose end nobody recorded: the process died in it.</summary>
/// <param name="Type">creating, updating, deleting, reading or importing.</param>
internal sealed record PendingOperation(ResourceState Resource, string Type);
