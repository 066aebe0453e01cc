using System.Diagnostics;

namespace Infra.Tests.Support;

/// <summary>A program of somebody else's with which a test holds us to a protocol: curl, wrk, h2load.</summary>
static class Tool
{
    static readonly TimeSpan patience = TimeSpan.FromMinutes(5);

    /// <summary>Runs to its end and returns what it said on both streams. Skips the test where the program is not installed.</summary>
    /// <param name="package">The Debian package that has the program.</param>
    public static async Task<(int ExitCode, string Said)> RunAsync(string name, string package, params string[] args)
    {
        var ct = TestContext.Current.CancellationToken;
        using var process = Start(name, package, args);
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(ct);
        bound.CancelAfter(patience);
        try
        {
            var (output, error) = (process.StandardOutput.ReadToEndAsync(bound.Token), process.StandardError.ReadToEndAsync(bound.Token));
            await process.WaitForExitAsync(bound.Token);
            return (process.ExitCode, await output + await error);
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }

    static Process Start(string name, string package, string[] args)
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        Assert.SkipWhen(path is null, $"{name} is not installed: apt-get install {package}");
        return Process.Start(new ProcessStartInfo(path, args) { RedirectStandardOutput = true, RedirectStandardError = true })
            ?? throw new InvalidOperationException($"{path} did not start.");
    }
}
