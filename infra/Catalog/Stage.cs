using System.Collections.Immutable;

namespace Infra.Catalog;

/// <summary>Where releases go.</summary>
public sealed record Stage
{
    public required string Name { get; init; }

    /// <summary>Null for a stage of infra.yaml.</summary>
    public EphemeralStage? Ephemeral { get; init; }

    /// <summary>The stage under whose name infra.yaml says how services differ here.</summary>
    public string ValuesOf => Ephemeral?.From ?? Name;

    public required EngineKind Engine { get; init; }

    /// <summary>On what services run that don't say otherwise.</summary>
    public required PlatformKind Platform { get; init; }

    /// <summary>Null where the stage has no Kubernetes.</summary>
    public ClusterSpec? Cluster { get; init; }

    /// <summary>Where images are pulled from; null is the account's own registry, and in the sandbox the world's.</summary>
    public string? Registry { get; init; }

    /// <summary>What stands for the account where there is none: the sandbox's, or a stage's that is all Kubernetes.</summary>
    public const string NoAccount = "000000000000";

    public required string Account { get; init; }
    public required string Region { get; init; }

    /// <summary>The role that the provider assumes in <see cref="Account"/>; null for the caller's own.</summary>
    public string? Role { get; init; }

    /// <summary>The URL of Pulumi's state backend; null is the project's <c>.infra/state</c> (sandbox) or the one logged in to (pulumi).</summary>
    public string? Backend { get; init; }

    /// <summary>The folder of the journal, relative to the project.</summary>
    public required string Journal { get; init; }

    public required ListenPorts Listen { get; init; }
    public required ImmutableArray<string> Zones { get; init; }
    public required string VpcCidr { get; init; }
    public required string Owner { get; init; }

    /// <summary>Who pays, as a tag; null for nobody in particular.</summary>
    public string? CostCentre { get; init; }

    /// <summary>The ARN of the key that encrypts logs; null is AWS's own.</summary>
    public string? KmsKey { get; init; }

    /// <summary>The ARN of an existing web ACL before the balancers.</summary>
    public string? WebAcl { get; init; }

    /// <summary>The ARN of the certificate that the production listener shows; null for plain HTTP.</summary>
    public string? Certificate { get; init; }

    /// <summary>How many people other than the one who ships must approve a release before it gets users: 0 to 10.</summary>
    public int Approvals { get; init; }

    public required ImmutableSortedDictionary<string, string> Tags { get; init; }

    /// <summary>All on which its balancers and its Gateway listen, but those that send users to HTTPS.</summary>
    public ImmutableArray<int> Ports => [Listen.Production, Listen.Test, .. Cluster is { } cluster ? [cluster.Listen.Production, cluster.Listen.Test] : (int[])[]];

    public bool HasAccount => Account != NoAccount;
}
