using Infra.Tests.Platforms.Kubernetes;

namespace Infra.Tests.Compliance;

/// <summary>Kubernetes without a Gateway.</summary>
public sealed class FrontServiceTrafficTests : TrafficCompliance
{
    KubernetesStand? stand;

    private protected override IPlatform Platform => stand ?? throw new InvalidOperationException("It was not started.");

    public override async ValueTask InitializeAsync() => stand = await KubernetesStand.StartAsync(hasGateway: false);

    public override async ValueTask DisposeAsync()
    {
        if (stand is not null) await stand.DisposeAsync();
    }
}
