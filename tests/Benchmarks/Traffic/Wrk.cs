using System.Diagnostics;
using Infra.Tests.Support;

namespace Infra.Benchmarks.Traffic;

/// <summary>Load from outside, on connections that are kept.</summary>
internal static class Wrk
{
    public static async Task<WrkReport> RunAsync(int port, TimeSpan length, CancellationToken ct)
    {
        using var process = Process.Start(new ProcessStartInfo(Peer.Find("wrk", "wrk"), ["-t2", "-c64", $"-d{length.TotalSeconds:0}s", "--latency", $"http://127.0.0.1:{port}/"]) { RedirectStandardOutput = true })
            ?? throw new InvalidOperationException("wrk did not start.");
        var text = await process.StandardOutput.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        return WrkReport.Parse(text);
    }
}
