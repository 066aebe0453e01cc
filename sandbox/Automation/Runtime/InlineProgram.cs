using System.Runtime.ExceptionServices;
using Infra.Rpc;
using Pulumirpc;
using Empty = Google.Protobuf.WellKnownTypes.Empty;

namespace Pulumi.Automation.Runtime;

/// <summary>Serves a program of this process to the engine, which runs it as it runs any language host.</summary>
internal sealed class InlineProgram(PulumiFn program, CancellationToken caller) : IAsyncDisposable
{
    const string Service = "pulumirpc.LanguageRuntime";

    GrpcServer? server;

    /// <summary>What the program threw, if it did.</summary>
    public ExceptionDispatchInfo? Thrown { get; private set; }

    public async Task<int> StartAsync()
    {
        server = await GrpcServer.StartAsync(new GrpcServices()
            .Unary<RunRequest, RunResponse>(Service, "Run", RunAsync)
            .Unary<Empty, Pulumirpc.PluginInfo>(Service, "GetPluginInfo", (_, _) => Task.FromResult(new Pulumirpc.PluginInfo { Version = "1.0.0" }))
            .Unary<LanguageHandshakeRequest, LanguageHandshakeResponse>(Service, "Handshake", (_, _) => Task.FromResult(new LanguageHandshakeResponse()))
            .Unary<GetRequiredPluginsRequest, GetRequiredPluginsResponse>(Service, "GetRequiredPlugins", (_, _) => Task.FromResult(new GetRequiredPluginsResponse()))
            .Unary<GetRequiredPackagesRequest, GetRequiredPackagesResponse>(Service, "GetRequiredPackages", (_, _) => Task.FromResult(new GetRequiredPackagesResponse())), caller);
        return server.Port;
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null) await server.DisposeAsync();
    }

    async Task<RunResponse> RunAsync(RunRequest request, CancellationToken ct)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(caller, ct);
        if (either.IsCancellationRequested) return new();
        if (request.MonitorAddress == "" || request.Args is not [{ Length: > 0 } engine, ..])
            throw new InvalidOperationException("Inline execution was not provided the necessary parameters to run the Pulumi engine.");

        var code = await Deployment.RunInlineAsync(Settings(request), request.MonitorAddress, engine,
            deployment => program.Start(deployment, thrown => Thrown = thrown, either.Token));
        return code == 0 ? new() : new() { Bail = true, Error = Thrown?.SourceException.Message ?? "One or more errors occurred." };
    }

    // The official SDK leaves RootDirectory unset in inline programs (reading it throws there); the request has it, so we pass it on.
    static DeploymentSettings Settings(RunRequest request) => new()
    {
        Project = request.Project,
        Stack = request.Stack,
        Organization = request.Organization == "" ? "organization" : request.Organization,
        RootDirectory = request.Info?.RootDirectory is { Length: > 0 } root ? root : null,
        IsDryRun = request.DryRun,
        Config = DeploymentSettings.CleanConfig(request.Config),
    };
}
