using System.Collections.Immutable;
using Infra.Catalog;

namespace Infra.Stacks.Platforms;

/// <summary>All platforms there are.</summary>
internal static class PlatformList
{
    static readonly ImmutableArray<IPlatform> all = [new AwsEcs.EcsPlatform(), new AwsAsg.AsgPlatform(), new Kubernetes.KubernetesPlatform()];

    public static IPlatform Of(Service service, Stage stage) => all.Single(platform => platform.Kind == service.PlatformIn(stage));
}
