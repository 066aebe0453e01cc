using System.Collections.Immutable;
using Infra.Policies.Sdk;

namespace Infra.Policies.Rules;

/// <summary>The rules of the pack, in the order in which they are told.</summary>
internal static class AllRules
{
    public static ImmutableArray<Rule> List { get; } =
    [
        Delivery.ArtefactByDigest.Rule,
        Delivery.ServingEnvironmentUnchanged.Rule,
        Delivery.SharesComplete.Rule,
        Delivery.HealthCheckPresent.Rule,
        Delivery.DeregistrationDelay.Rule,
        Delivery.DrainsBeforeStop.Rule,
        Delivery.LogsKept.Rule,
        Delivery.NoPlainSecrets.Rule,
        Delivery.NothingOpenToTheWorld.Rule,
        Delivery.OpenOnlyAtTheBalancer.Rule,
        Delivery.RequiredTags.Rule,
        .. Delivery.EnvironmentIdentity.Rules,
        .. Delivery.Routing.Rules,
        .. Delivery.HealthChecks.Rules,
        .. Delivery.ServiceUpdates.Rules,
        .. Delivery.Scaling.Rules,
        .. Delivery.Symmetry.Rules,
        .. Delivery.RetainedData.Rules,
        .. Delivery.Migrations.Rules,
        .. Delivery.Telemetry.Rules,
        .. Delivery.Ephemeral.Rules,

        .. Kubernetes.PodSecurityHost.Rules,
        .. Kubernetes.PodSecurityKernel.Rules,
        .. Kubernetes.PodSecurityRestricted.Rules,
        .. Kubernetes.PodHardening.Rules,
        .. Kubernetes.PodImages.Rules,
        .. Kubernetes.PodResources.Rules,
        .. Kubernetes.PodProbes.Rules,
        .. Kubernetes.PodShutdown.Rules,
        .. Kubernetes.Availability.Rules,
        .. Kubernetes.Budgets.Rules,
        .. Kubernetes.Autoscalers.Rules,
        .. Kubernetes.NetworkPolicies.Rules,
        .. Kubernetes.Exposure.Rules,
        .. Kubernetes.Gateways.Rules,
        .. Kubernetes.RbacRoles.Rules,
        .. Kubernetes.RbacBindings.Rules,
        .. Kubernetes.ServiceAccounts.Rules,
        .. Kubernetes.Secrecy.Rules,
        .. Kubernetes.Namespaces.Rules,
    ];
}
