using System.Collections.Immutable;
using Infra.Policies.Sdk;

namespace Infra.Policies.Rules;

/// <summary>The rules of the pack, in the order in which they are told.</summary>
internal static class AllRules
{
    public static ImmutableArray<Rule> List { get; } =
    [
        ArtefactByDigest.Rule,
        ServingEnvironmentUnchanged.Rule,
        SharesComplete.Rule,
        HealthCheckPresent.Rule,
        DeregistrationDelay.Rule,
        DrainsBeforeStop.Rule,
        LogsKept.Rule,
        NoPlainSecrets.Rule,
        NothingOpenToTheWorld.Rule,
        OpenOnlyAtTheBalancer.Rule,
        RequiredTags.Rule,
        .. Aws.IamPolicies.Rules,
        .. Aws.IamTrust.Rules,
        .. Aws.IamUsers.Rules,
        .. Aws.ResourcePolicies.Rules,
        .. Aws.S3Access.Rules,
        .. Aws.S3Data.Rules,
        .. Aws.Databases.Rules,
        .. Aws.DatabaseOperation.Rules,
        .. Aws.DatabaseTraffic.Rules,
        .. Aws.Volumes.Rules,
        .. Aws.Tables.Rules,
        .. Aws.Caches.Rules,
        .. Aws.Search.Rules,
        .. Aws.Messaging.Rules,
        .. Aws.Secrets.Rules,
        .. Aws.Network.Rules,
        .. Aws.Balancers.Rules,
        .. Aws.Fronts.Rules,
        .. Aws.Machines.Rules,
        .. Aws.Tasks.Rules,
        .. Aws.Kubernetes.Rules,
        .. Aws.Functions.Rules,
        .. Aws.Watching.Rules,
    ];
}
