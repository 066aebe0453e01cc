using Google.Protobuf.WellKnownTypes;
using Infra.Rpc;
using Pulumirpc;

namespace Pulumi;

internal sealed class GrpcEngine(GrpcChannel channel) : IEngine
{
    public Task LogAsync(LogRequest request) =>
        channel.CallAsync<LogRequest, Empty>("pulumirpc.Engine", "Log", request, CancellationToken.None);

    public Task RequireVersionAsync(string range) => channel.CallAsync<RequirePulumiVersionRequest, RequirePulumiVersionResponse>(
        "pulumirpc.Engine", "RequirePulumiVersion", new() { PulumiVersionRange = range }, CancellationToken.None);
}
