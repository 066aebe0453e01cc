namespace Infra.Tests.World;

/// <summary>Waits, generously but not forever, for something that other processes bring about.</summary>
internal static class Eventually
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task HoldsAsync(Func<Task<bool>> condition, Func<Task<string>> describe)
    {
        var ct = TestContext.Current.CancellationToken;
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        while (!await condition())
        {
            if (patience.IsCancellationRequested) Assert.Fail($"Not within {Patience.TotalSeconds} s: {await describe()}");
            await pace.WaitForNextTickAsync(ct);
        }
    }

    public static Task HoldsAsync(Func<bool> condition, string description) =>
        HoldsAsync(() => Task.FromResult(condition()), () => Task.FromResult(description));

    public static Task GoneAsync(IEnumerable<int> processes) =>
        Task.WhenAll(processes.Select(id => HoldsAsync(() => !Lives(id), $"process {id} still lives")));

    /// <summary>A zombie that waits for its parent to look is not alive.</summary>
    public static bool Lives(int processId)
    {
        try
        {
            using var process = System.Diagnostics.Process.GetProcessById(processId);
            if (process.HasExited) return false;
            var stat = $"/proc/{processId}/stat";
            return !File.Exists(stat) || File.ReadAllText(stat).Split(')')[^1].TrimStart()[0] != 'Z';
        }
        catch (Exception e) when (e is ArgumentException or IOException or InvalidOperationException)
        {
            return false;
        }
    }
}
