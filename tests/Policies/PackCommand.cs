using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Infra.Tests.Policies;

/// <summary>What is run to start our pack; built and published once for all tests.</summary>
static class PackCommand
{
    static readonly string folder = Path.Combine(Repository.Root, "policies");
    static readonly string published = Path.Combine(Repository.Root, "artifacts", "published-pack");

    static readonly Lazy<Task<string[]>> run = new(async () =>
    {
        await DotnetAsync("build", folder);
        return ["dotnet", "run", "--no-build", "--project", folder, "--"];
    });

    // In a place of its own, because what it restores for a platform is not what the build has restored; kept, because nothing is compiled twice.
    static readonly Lazy<Task<string[]>> file = new(async () =>
    {
        await DotnetAsync("publish", folder, "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "-p:PublishSingleFile=true", "--self-contained", "-o", published, $"-p:ArtifactsPath={published}-build");
        return [Path.Combine(published, "Infra.Policies")];
    });

    public static Task<string[]> OfAsync(StartMode mode) => mode switch
    {
        StartMode.Folder => run.Value,
        StartMode.File => file.Value,
    };

    public static async Task DotnetAsync(params string[] args)
    {
        using var dotnet = Process.Start(new ProcessStartInfo("dotnet", args) { RedirectStandardOutput = true })!;
        var said = await dotnet.StandardOutput.ReadToEndAsync();
        await dotnet.WaitForExitAsync();
        if (dotnet.ExitCode != 0) throw new InvalidOperationException($"dotnet {string.Join(' ', args)} failed: {said}");
    }
}
