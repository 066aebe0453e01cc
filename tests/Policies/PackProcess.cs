using System.Diagnostics;
using System.Globalization;
using Google.Protobuf;
using Infra.Rpc;
using Pulumirpc;
using Empty = Google.Protobuf.WellKnownTypes.Empty;

namespace Infra.Tests.Policies;

/// <summary>The pack as an engine has it: a process of its own, started with the engine's address.</summary>
sealed class PackProcess : IAsyncDisposable
{
    static readonly TimeSpan patience = TimeSpan.FromSeconds(60);

    readonly Process process;

    PackProcess(Process process, string portLine) => (this.process, PortLine, Address) = (process, portLine, $"127.0.0.1:{portLine}");

    public string PortLine { get; }

    public string Address { get; }

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    static string Executable => Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "Infra.Policies.exe" : "Infra.Policies");

    public static Task<PackProcess> StartAsync(params string[] arguments) => StartAsync(new ProcessStartInfo(Executable, arguments));

    public static async Task<PackProcess> StartAsync(StartMode mode, params string[] arguments)
    {
        var command = await PackCommand.OfAsync(mode);
        return await StartAsync(new ProcessStartInfo(command[0], [.. command[1..], .. arguments]));
    }

    /// <summary>As engines do that give their plugins no input.</summary>
    public static Task<PackProcess> StartWithoutInputAsync() => StartAsync(new ProcessStartInfo("/bin/sh", ["-c", "exec \"$0\" </dev/null", Executable]));

    static async Task<PackProcess> StartAsync(ProcessStartInfo start)
    {
        (start.RedirectStandardInput, start.RedirectStandardOutput, start.RedirectStandardError) = (true, true, true);
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start.");
        try
        {
            var line = await process.StandardOutput.ReadLineAsync(Ct).AsTask().WaitAsync(patience, Ct);
            return new(process, line ?? $"no line; error output: {await process.StandardError.ReadToEndAsync(Ct)}");
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    public async Task<TResponse> CallAsync<TRequest, TResponse>(string method, TRequest request)
        where TRequest : IMessage<TRequest>
        where TResponse : IMessage<TResponse>, new()
    {
        using var channel = new GrpcChannel(Address);
        return await channel.CallAsync<TRequest, TResponse>("pulumirpc.Analyzer", method, request, Ct).WaitAsync(patience, Ct);
    }

    public Task<AnalyzeResponse> AnalyzeAsync(AnalyzeRequest resource) => CallAsync<AnalyzeRequest, AnalyzeResponse>("Analyze", resource);

    public Task CancelAsync() => CallAsync<Empty, Empty>("Cancel", new());

    public void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public void CloseInput() => process.StandardInput.Close();

    public async Task<(int ExitCode, string MoreOutput, string Error)> EndedAsync()
    {
        await process.WaitForExitAsync(Ct).WaitAsync(patience, Ct);
        return (process.ExitCode, await process.StandardOutput.ReadToEndAsync(Ct), await process.StandardError.ReadToEndAsync(Ct));
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
    }
}
