using Infra.Benchmarks;

// dotnet run -c Release --project tests/Benchmarks -- NAME : each prints ratios of things measured side by side in this one run.
var all = BenchmarkList.All;
if (args is not [var name] || !all.TryGetValue(name, out var benchmark))
{
    await Console.Error.WriteLineAsync($"Which one? {string.Join(", ", all.Keys)}");
    return 14;
}

return await benchmark(CancellationToken.None);
