using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using Infra.Catalog;
using Infra.Orchestrator.Policies;
using Infra.Orchestrator.Provisioning;
using Infra.Rpc;
using Pulumirpc;

namespace Infra.Cli.Composition;

/// <summary>The pack that judges previews, asked about releases in the same protocol: an event is a resource of the type <c>infra:release:…</c>. Its process begins with the first question and ends with this one's.</summary>
internal sealed class PackRules(string pack, string projectFolder) : IReleaseRules, IAsyncDisposable
{
    private const string Analyzer = "pulumirpc.Analyzer";
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    private Process? _process;
    private GrpcChannel? _channel;

    internal int? ProcessId => _process?.Id;

    public async Task<ImmutableArray<Violation>> JudgeAsync(ReleaseEvent happening, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(_patience);
        try
        {
            var type = $"infra:release:{happening.Kind}";
            var question = new AnalyzeRequest
            {
                Type = type,
                Name = happening.Service,
                Urn = $"urn:pulumi:{StackNames.Traffic(happening.Stage, happening.Service)}::infra::{type}::{happening.Service}",
                Properties = Struct.Parser.ParseJson(JsonSerializer.Serialize(happening, JsonSerializerOptions.Web)),
            };
            var channel = _channel ??= await StartAsync(limit.Token);
            var answer = await channel.CallAsync<AnalyzeRequest, AnalyzeResponse>(Analyzer, "Analyze", question, limit.Token);
            return [.. answer.Diagnostics.Where(found => found.EnforcementLevel != EnforcementLevel.Disabled).Select(found => new Violation(found.PolicyName, Level(found.EnforcementLevel), question.Urn, found.Message))];
        }
        catch (Exception e) when (e is RpcException or IOException or InvalidDataException or Win32Exception || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            await DisposeAsync();
            throw new InvalidOperationException($"The policy pack {pack} could not judge the release: {(e is OperationCanceledException ? $"it did not answer within {_patience.TotalSeconds:0} s" : e.Message.TrimEnd('.'))}. Nothing is done without its word.", e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _channel?.Dispose();
        if (_process is { } process)
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            process.Dispose();
        }

        (_process, _channel) = (null, null);
    }

    private async Task<GrpcChannel> StartAsync(CancellationToken ct)
    {
        // It ends when its input does: however this process dies, nobody is left behind.
        var start = new ProcessStartInfo(pack) { WorkingDirectory = projectFolder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_ROOT"] = Programs.DotnetRoot;
        _process = Process.Start(start) ?? throw new InvalidDataException("it did not start");
        _ = _process.StandardError.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
        var line = await _process.StandardOutput.ReadLineAsync(ct);
        var channel = int.TryParse(line, CultureInfo.InvariantCulture, out var port) ? new GrpcChannel($"127.0.0.1:{port}") : throw new InvalidDataException($"it said \"{line}\" instead of its port");
        await channel.CallAsync<AnalyzerHandshakeRequest, AnalyzerHandshakeResponse>(Analyzer, "Handshake", new() { RootDirectory = projectFolder, ProgramDirectory = projectFolder }, ct);
        return channel;
    }

    // What should have been remedied and can't be is forbidden.
    private static string Level(EnforcementLevel level) => level == EnforcementLevel.Advisory ? "advisory" : "mandatory";
}
