using Infra.Tests.Platforms.Aws;

namespace Infra.Tests.Compliance;

public sealed class AwsTrafficTests : SharedTrafficCompliance
{
    AwsStand? stand;

    private protected override IPlatform Platform => stand ?? throw new InvalidOperationException("It was not started.");

    public override async ValueTask InitializeAsync() => stand = await AwsStand.StartAsync();

    public override async ValueTask DisposeAsync()
    {
        if (stand is not null) await stand.DisposeAsync();
    }
}
