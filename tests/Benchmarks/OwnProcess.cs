using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Infra.Benchmarks;

/// <summary>Measures one size in a process of its own, whose last line of output is its figures.</summary>
internal static class OwnProcess
{
    internal static async Task<T> MeasureAsync<T>(string verb, int size, CancellationToken ct)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [verb, size.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize<T>(said.TrimEnd().Split('\n')[^1])!
            : throw new InvalidOperationException($"`{verb} {size}` ended with {process.ExitCode}: {said}");
    }
}
