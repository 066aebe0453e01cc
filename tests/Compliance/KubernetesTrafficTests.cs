using Infra.Tests.Platforms.Kubernetes;

namespace Infra.Tests.Compliance;

public sealed class KubernetesTrafficTests : MirroredTrafficCompliance
{
    KubernetesStand? stand;

    private protected override IPlatform Platform => stand ?? throw new InvalidOperationException("It was not started.");

    public override async ValueTask InitializeAsync() => stand = await KubernetesStand.StartAsync();

    public override async ValueTask DisposeAsync()
    {
        if (stand is not null) await stand.DisposeAsync();
    }
}
