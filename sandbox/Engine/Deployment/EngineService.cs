using Infra.Rpc;
using Pulumirpc;
using Empty = Google.Protobuf.WellKnownTypes.Empty;

namespace Infra.Sandbox.Engine.Deployment;

/// <summary>What a program says to the engine about itself: pulumirpc.Engine.</summary>
internal sealed class EngineService(Run run)
{
    const string Service = "pulumirpc.Engine";

    string root = "";

    public void AddTo(GrpcServices services) => services
        .Unary<LogRequest, Empty>(Service, "Log", (request, _) => Log(request))
        .Unary<GetRootResourceRequest, GetRootResourceResponse>(Service, "GetRootResource", (_, _) => Task.FromResult(new GetRootResourceResponse { Urn = root }))
        .Unary<SetRootResourceRequest, SetRootResourceResponse>(Service, "SetRootResource", (request, _) =>
        {
            root = request.Urn;
            return Task.FromResult(new SetRootResourceResponse());
        })
        .Unary<RequirePulumiVersionRequest, RequirePulumiVersionResponse>(Service, "RequirePulumiVersion", (_, _) => Task.FromResult(new RequirePulumiVersionResponse()));

    Task<Empty> Log(LogRequest request)
    {
        var severity = request.Severity switch
        {
            LogSeverity.Debug => "debug",
            LogSeverity.Info => "info",
            LogSeverity.Warning => "warning",
            _ => "error",
        };
        // The program goes on after it logs an error; the run fails at its end.
        if (severity == "error") run.FailAtEnd();
        if (severity != "debug" && !request.Ephemeral) run.Events.Diagnostic(severity, request.Message, request.Urn.Length > 0 ? request.Urn : run.RootUrn, request.StreamId);
        return Task.FromResult(new Empty());
    }
}
