using System.Globalization;
using Infra.Benchmarks;
using Infra.Benchmarks.Updates;

// dotnet run -c Release --project tests/Benchmarks -- NAME : each prints ratios of things measured side by side in this one run.
if (args is [UpRun.Verb, var size]) return await UpRun.RunAsync(int.Parse(size, CultureInfo.InvariantCulture), CancellationToken.None);
if (args is [StageRun.Verb, var services]) return await StageRun.RunAsync(int.Parse(services, CultureInfo.InvariantCulture), CancellationToken.None);

var all = BenchmarkList.All;
if (args is not [var name] || !all.TryGetValue(name, out var benchmark))
{
    await Console.Error.WriteLineAsync($"Which one? {string.Join(", ", all.Keys)}");
    return 14;
}

return await benchmark(CancellationToken.None);
