using System.Diagnostics;
using Google.Protobuf.WellKnownTypes;
using Infra.Rpc;
using Pulumirpc;
using Empty = Google.Protobuf.WellKnownTypes.Empty;

namespace Infra.Benchmarks.Policies;

/// <summary>Starts a pack and asks it as an engine does: many resources at once.</summary>
internal static class PolicyRun
{
    private const string Service = "pulumirpc.Analyzer";
    private const int AtOnce = 16;

    // What is compiled while it first runs is not the cost of a resource, in neither of them.
    private const int Passes = 8, WarmPasses = 3;

    internal static async Task<PolicyFigures> MeasureAsync(Func<string, ProcessStartInfo> command, int resources, CancellationToken ct)
    {
        await using var engine = await GrpcServer.StartAsync(new GrpcServices().Unary<LogRequest, Empty>("pulumirpc.Engine", "Log", (_, _) => Task.FromResult(new Empty())), ct);
        var start = command(engine.Address);
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null, ct);
        var port = await process.StandardOutput.ReadLineAsync(ct);
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, ct);
        using var channel = new GrpcChannel($"127.0.0.1:{port?.Trim()}");
        await AskAsync(channel, Some(0), ct);
        var first = Stopwatch.GetElapsedTime(began).TotalSeconds;

        var all = Enumerable.Range(0, resources).Select(Some).ToList();
        var passes = new List<double>();
        var findings = 0;
        for (var pass = 0; pass < Passes; pass++)
        {
            began = Stopwatch.GetTimestamp();
            findings = await AllAsync(channel, all, ct);
            passes.Add(resources / Stopwatch.GetElapsedTime(began).TotalSeconds);
        }

        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(ct);
        return new(first, passes[0], passes[^WarmPasses..].Max(), findings);
    }

    private static async Task<int> AllAsync(GrpcChannel channel, List<AnalyzeRequest> all, CancellationToken ct)
    {
        var findings = 0;
        await Parallel.ForEachAsync(all, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, async (request, stop) =>
            Interlocked.Add(ref findings, await AskAsync(channel, request, stop)));
        return findings;
    }

    private static async Task<int> AskAsync(GrpcChannel channel, AnalyzeRequest request, CancellationToken ct) =>
        (await channel.CallAsync<AnalyzeRequest, AnalyzeResponse>(Service, "Analyze", request, ct)).Diagnostics.Count;

    /// <summary>One in five has something wrong with it.</summary>
    private static AnalyzeRequest Some(int number)
    {
        var (type, bad) = ($"bench:index:Type{number % 10}", number % 5 == 0);
        var properties = new Struct
        {
            Fields =
            {
                ["name"] = Value.ForString(bad ? "web" : $"shop-{number}"),
                ["encryption"] = Of(("enabled", Value.ForBool(!bad)), ("key", Value.ForString("arn:aws:kms:eu-west-1:111122223333:key/1"))),
                ["tags"] = bad ? Of(("owner", Value.ForString("shop"))) : Of(("owner", Value.ForString("shop")), ("stage", Value.ForString("prod")), ("service", Value.ForString("web"))),
                ["ingress"] = Value.ForList([.. Enumerable.Range(0, 4).Select(at => Of(("cidr", Value.ForString(bad && at == 3 ? "0.0.0.0/0" : "10.0.0.0/16")), ("port", Value.ForNumber(8080 + at))))]),
            },
        };
        for (var at = 0; at < 12; at++) properties.Fields[$"setting{at}"] = Value.ForString($"value {at} of {number}");
        return new() { Type = type, Name = $"r{number}", Urn = $"urn:pulumi:local::bench::{type}::r{number}", Properties = properties, Options = new() };
    }

    private static Value Of(params (string Name, Value Value)[] fields) => Value.ForStruct(new Struct { Fields = { fields.ToDictionary(field => field.Name, field => field.Value) } });
}
