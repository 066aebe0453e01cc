using System.Diagnostics;
using Infra.Sandbox.World;

namespace Infra.Tests.Support;

/// <summary>A program of somebody else's with which a test holds us to a protocol: curl, wrk, h2load. Skips the test where it is not installed.</summary>
sealed class Tool : IAsyncDisposable
{
    const int Interrupt = 2;

    static readonly TimeSpan patience = TimeSpan.FromMinutes(5);

    readonly Process process;
    readonly Task<string> output, error;

    Tool(Process process) => (this.process, output, error) = (process, process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());

    public bool HasEnded => process.HasExited;

    /// <param name="package">The Debian package that has the program.</param>
    public static Tool Start(string name, string package, params string[] args)
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        Assert.SkipWhen(path is null, $"{name} is not installed: apt-get install {package}");
        var start = new ProcessStartInfo(path, args) { RedirectStandardOutput = true, RedirectStandardError = true };
        return new Tool(Process.Start(start) ?? throw new InvalidOperationException($"{path} did not start."));
    }

    public static async Task<(int ExitCode, string Said)> RunAsync(string name, string package, params string[] args)
    {
        await using var tool = Start(name, package, args);
        return await tool.EndAsync();
    }

    /// <summary>Asks it to end now, as Ctrl-C does.</summary>
    public Task<(int ExitCode, string Said)> InterruptAsync()
    {
        Posix.Signal(process.Id, Interrupt);
        return EndAsync();
    }

    /// <summary>Waits for its end and returns what it said on both streams.</summary>
    /// <param name="atMost">Five minutes by default.</param>
    public async Task<(int ExitCode, string Said)> EndAsync(TimeSpan? atMost = null)
    {
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(atMost ?? patience, TimeProvider.System);
        return (process.ExitCode, await output + await error);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
