using Infra.Rpc;
using Pulumirpc;
using Empty = Google.Protobuf.WellKnownTypes.Empty;

namespace Infra.Tests.Engine;

/// <summary>A policy pack whose process only says a port; what it answers, the test decides.</summary>
internal sealed class FakePack : IAsyncDisposable
{
    const string Service = "pulumirpc.Analyzer";

    readonly GrpcServer server;

    FakePack(GrpcServer server, string path) => (this.server, Path) = (server, path);

    public string Path { get; }

    public static async Task<FakePack> StartAsync(
        string folder,
        EnforcementLevel level = EnforcementLevel.Mandatory,
        Func<AnalyzeRequest, CancellationToken, Task<AnalyzeResponse>>? analyze = null,
        Func<AnalyzeRequest, RemediateResponse>? remediate = null,
        Func<AnalyzeStackRequest, AnalyzeResponse>? analyzeStack = null)
    {
        var services = new GrpcServices()
            .Unary<Empty, AnalyzerInfo>(Service, "GetAnalyzerInfo", (_, _) => Task.FromResult(new AnalyzerInfo { Name = "fake", Version = "1.0.0", Policies = { new PolicyInfo { Name = "rule", EnforcementLevel = level } } }))
            .Unary<AnalyzeRequest, AnalyzeResponse>(Service, "Analyze", analyze ?? ((_, _) => Task.FromResult(new AnalyzeResponse())))
            .Unary<AnalyzeRequest, RemediateResponse>(Service, "Remediate", (request, _) => Task.FromResult(remediate?.Invoke(request) ?? new RemediateResponse()))
            .Unary<AnalyzeStackRequest, AnalyzeResponse>(Service, "AnalyzeStack", (request, _) => Task.FromResult(analyzeStack?.Invoke(request) ?? new AnalyzeResponse()));
        var server = await GrpcServer.StartAsync(services, TestContext.Current.CancellationToken);
        return new FakePack(server, Script(System.IO.Path.Combine(folder, "pack.sh"), $"echo {server.Port}; exec sleep 600"));
    }

    public static AnalyzeResponse Finding(string message, EnforcementLevel level = EnforcementLevel.Mandatory, string urn = "") => new()
    {
        Diagnostics = { new AnalyzeDiagnostic { PolicyName = "rule", PolicyPackName = "fake", PolicyPackVersion = "1.0.0", Message = message, EnforcementLevel = level, Urn = urn } },
    };

    public static string Script(Scenario scenario, string script) => Script(System.IO.Path.Combine(scenario.Folder, "pack.sh"), script);

    public static string Script(string path, string script)
    {
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
