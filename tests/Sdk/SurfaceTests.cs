using System.Diagnostics;
using Pulumi;
using Pulumi.Automation;

namespace Infra.Tests.Sdk;

/// <summary>What stacks and orchestrator can write against us they can write against the official packages.</summary>
public sealed class SurfaceTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(typeof(Deployment), "Pulumi")]
    [InlineData(typeof(WorkspaceStack), "Pulumi.Automation")]
    public async Task Every_public_member_is_one_of_the_official_package(Type type, string package)
    {
        var shared = Shared();
        Assert.SkipWhen(shared is null, "The listings of the official packages (shared/data/pulumi-surface) are not beside this folder.");

        var start = new ProcessStartInfo("dotnet", [
            "run", Path.Combine(shared!, "tools/surface.cs"), "--", type.Assembly.Location,
            "--namespace", package, "--within", Path.Combine(shared!, $"data/pulumi-surface/{package}.txt"),
        ])
        { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath() };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(Ct);
        var error = process.StandardError.ReadToEndAsync(Ct);
        await process.WaitForExitAsync(Ct);

        Assert.True(process.ExitCode == 0, await output + await error);
    }

    static string? Shared()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var shared = Path.Combine(folder.FullName, "shared");
            if (File.Exists(Path.Combine(shared, "tools/surface.cs")) && Directory.Exists(Path.Combine(shared, "data/pulumi-surface"))) return shared;
        }
        return null;
    }
}
