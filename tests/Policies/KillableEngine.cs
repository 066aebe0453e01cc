using System.Diagnostics;
using System.Globalization;
using Infra.Sandbox.World;

namespace Infra.Tests.Policies;

/// <summary>An engine that started a pack, gives it no input, and can be killed. Only the pack's processes hold the output, so when it ends none of them is left.</summary>
sealed class KillableEngine : IAsyncDisposable
{
    static readonly TimeSpan patience = TimeSpan.FromSeconds(60);
    static readonly string script = Path.Combine(Repository.Root, "tests", "node", "parent.js");

    readonly Process engine;
    readonly int child;
    readonly Task<string> rest;

    KillableEngine(Process engine, int child, string address) => (this.engine, this.child, Address, rest) = (engine, child, address, engine.StandardOutput.ReadToEndAsync());

    /// <summary>The pack's.</summary>
    public string Address { get; }

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<KillableEngine> StartAsync(string[] command)
    {
        Engine.NodeProject.SkipWithoutModules();
        var engine = Process.Start(new ProcessStartInfo("node", [script, .. command]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var child = int.Parse((await LineAsync(engine.StandardError))!, CultureInfo.InvariantCulture);
        return new(engine, child, $"127.0.0.1:{await LineAsync(engine.StandardOutput)}");
    }

    public Task<string?> ErrorLineAsync() => LineAsync(engine.StandardError);

    /// <returns>How long the pack outlived its engine.</returns>
    public Task<TimeSpan> KillAsync() => KillAsync(engine.Id);

    /// <returns>How long the pack outlived what the engine started: <c>dotnet run</c>, for a folder.</returns>
    public Task<TimeSpan> KillChildAsync() => KillAsync(child);

    async Task<TimeSpan> KillAsync(int id)
    {
        var from = TimeProvider.System.GetTimestamp();
        Posix.Signal(id, Posix.Kill);
        Assert.Equal("", await rest.WaitAsync(patience, Ct));
        return TimeProvider.System.GetElapsedTime(from);
    }

    static Task<string?> LineAsync(StreamReader reader) => reader.ReadLineAsync(Ct).AsTask().WaitAsync(patience, Ct);

    public async ValueTask DisposeAsync()
    {
        if (!engine.HasExited) engine.Kill(entireProcessTree: true);
        await engine.WaitForExitAsync(CancellationToken.None);
        engine.Dispose();
    }
}
