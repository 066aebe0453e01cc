using Google.Protobuf;
using Infra.Rpc;
using Pulumirpc;
using Empty = Google.Protobuf.WellKnownTypes.Empty;

namespace Infra.Sandbox.Engine.Analyzers;

/// <summary>A running policy pack. Whatever goes wrong with it stops the operation: without its word nothing is known to be allowed.</summary>
public sealed class PolicyPack : IAsyncDisposable
{
    const string Service = "pulumirpc.Analyzer";

    readonly PackProcess process;
    readonly GrpcChannel channel;
    readonly TimeSpan limit;
    readonly TimeProvider time;
    AnalyzerInfo info = new();
    ConfigureAnalyzerRequest configuration = new();
    EngineException? broken;

    PolicyPack(PackProcess process, TimeSpan limit, TimeProvider time)
    {
        this.process = process;
        channel = new GrpcChannel($"127.0.0.1:{process.Port}");
        (this.limit, this.time) = (limit, time);
    }

    public string Path => process.Path;
    public string Name => info.Name;
    public string Version => info.Version;
    internal IEnumerable<PolicyInfo> Policies => info.Policies;
    internal int PolicyCount => info.Policies.Count;
    internal int ProcessId => process.Id;
    internal bool Remediates => configuration.PolicyConfig.Values.Any(policy => policy.EnforcementLevel == EnforcementLevel.Remediate);

    /// <summary>False from the first thing that went wrong with it.</summary>
    internal bool IsReliable => broken is null && process.IsRunning;

    internal static async Task<PolicyPack> StartAsync(string path, string engineAddress, PackPlace place, PackPatience patience, TimeProvider time, CancellationToken ct)
    {
        var process = await PackProcess.StartAsync(path, engineAddress, place, patience, time, ct);
        var pack = new PolicyPack(process, patience.Call, time);
        try
        {
            await pack.TolerateAsync("Handshake", new AnalyzerHandshakeRequest { EngineAddress = engineAddress, RootDirectory = place.Project, ProgramDirectory = place.Program }, patience.Connect, ct);
            pack.info = await pack.IntroducedAsync(ct);
            if (pack.info.Name.Length == 0) throw pack.Error("GetAnalyzerInfo was answered without a name", null);
            return pack;
        }
        catch
        {
            await pack.DisposeAsync();
            throw;
        }
    }

    /// <summary>Once for each run: what it is about.</summary>
    internal async Task ConfigureAsync(AnalyzerStackConfigureRequest stack, PackSettings? settings, CancellationToken ct)
    {
        var request = stack.Clone();
        await TolerateAsync("ConfigureStack", request, limit, ct);
        info = await IntroducedAsync(ct);
        configuration = PackConfiguration.Of(info, settings);
        if (info.SupportsConfig && configuration.PolicyConfig.Count > 0) await CallAsync<ConfigureAnalyzerRequest, Empty>("Configure", configuration, limit, ct);
    }

    public Task<AnalyzeResponse> AnalyzeAsync(AnalyzeRequest request, CancellationToken ct) => KnownAsync<AnalyzeRequest, AnalyzeResponse>("Analyze", request, LaterProtocol.In, ct);

    internal Task<AnalyzeResponse> AnalyzeStackAsync(AnalyzeStackRequest request, CancellationToken ct) => KnownAsync<AnalyzeStackRequest, AnalyzeResponse>("AnalyzeStack", request, LaterProtocol.In, ct);

    internal Task<RemediateResponse> RemediateAsync(AnalyzeRequest request, CancellationToken ct) => KnownAsync<AnalyzeRequest, RemediateResponse>("Remediate", request, LaterProtocol.In, ct);

    public async ValueTask DisposeAsync()
    {
        try
        {
            await CallAsync<Empty, Empty>("Cancel", new Empty(), TimeSpan.FromSeconds(2), CancellationToken.None);
        }
        catch (EngineException)
        {
            // It is ended by force next.
        }
        channel.Dispose();
        await process.DisposeAsync();
    }

    Task<AnalyzerInfo> IntroducedAsync(CancellationToken ct) => KnownAsync<Empty, AnalyzerInfo>("GetAnalyzerInfo", new Empty(), LaterProtocol.In, ct);

    async Task<TResponse> KnownAsync<TRequest, TResponse>(string method, TRequest request, Func<TResponse, string?> later, CancellationToken ct)
        where TRequest : IMessage<TRequest>
        where TResponse : IMessage<TResponse>, new()
    {
        var answer = await CallAsync<TRequest, TResponse>(method, request, limit, ct);
        if (later(answer) is not { } unknown) return answer;
        throw broken = Error($"its answer to {method} has {unknown}, which this sandbox does not know: it speaks a later protocol, so take a newer sandbox, or the pack as built for this one", null);
    }

    async Task TolerateAsync<T>(string method, T request, TimeSpan within, CancellationToken ct) where T : IMessage<T>
    {
        try
        {
            await CallAsync<T, Empty>(method, request, within, ct);
        }
        catch (EngineException e) when (e.InnerException is RpcException { Status: StatusCode.Unimplemented })
        {
            // Older packs don't have it.
        }
    }

    async Task<TResponse> CallAsync<TRequest, TResponse>(string method, TRequest request, TimeSpan within, CancellationToken ct)
        where TRequest : IMessage<TRequest>
        where TResponse : IMessage<TResponse>, new()
    {
        // Each resource would wait for the same silence again.
        if (broken is not null && method != "Cancel") throw broken;
        using var patience = new CancellationTokenSource(within, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        try
        {
            return await channel.CallAsync<TRequest, TResponse>(Service, method, request, either.Token);
        }
        catch (RpcException e) when (e.Status == StatusCode.Unimplemented)
        {
            throw Error($"it does not have {method}", e);
        }
        catch (RpcException e)
        {
            throw broken = Error(process.IsRunning ? $"{method} failed: {e.Message}" : $"it ended with exit code {process.ExitCode} during {method}", e);
        }
        catch (OperationCanceledException e) when (patience.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            throw broken = Error($"{method} was not answered within {within.TotalSeconds:0.#} s", e);
        }
    }

    EngineException Error(string what, Exception? inner) => PackProcess.Error(Path, what, inner);
}
