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
        Assert.SkipWhen(Repository.Shared is null, "The listings of the official packages do not lie beside this checkout (../shared/data/pulumi-surface).");
        var shared = Repository.Shared!;

        var start = new ProcessStartInfo("dotnet", [
            "run", Path.Combine(shared, "tools/surface.cs"), "--", type.Assembly.Location,
            "--namespace", package, "--within", Path.Combine(shared, $"data/pulumi-surface/{package}.txt"),
        ])
        { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath() };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(Ct);
        var error = process.StandardError.ReadToEndAsync(Ct);
        await process.WaitForExitAsync(Ct);

        Assert.True(process.ExitCode == 0, await output + await error);
    }
}
