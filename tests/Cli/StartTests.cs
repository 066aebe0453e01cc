using System.Diagnostics;
using System.Runtime.InteropServices;
using Infra.Tests.Support;

namespace Infra.Tests.Cli;

/// <summary>The <c>infra</c> that is published for a platform: what its native part says is what the managed infra says, and all else goes on there.</summary>
public sealed class StartTests
{
    private static readonly TimeSpan CompilingTakesLong = TimeSpan.FromMinutes(15);

    private static readonly string[][] Asked =
    [
        ["--help"], ["--version"], ["status", "--help"], ["status"], ["status", "web"], ["status", "weeb"], ["status", "--stage", "nope"], ["nonsense"], ["rollout"],
        ["[suggest:10]", "infra stat"], ["[suggest:13]", "infra status "], ["status", "--json"], ["history"], ["explain", "web"], ["pulumi", "version"], ["completion", "bash"],
    ];

    [Fact]
    public async Task The_published_infra_speaks_as_the_managed_one_and_becomes_it_where_more_is_asked()
    {
        using var published = new TemporaryFolder();
        await PublishAsync(published.Path);
        await using var project = new ShopProject("[ { setWeight: 50, bake: 500ms } ]");
        foreach (var args in Asked)
            await AssertSameAsync(published.Path, project, args);

        await project.ServeAsync();
        foreach (var args in Asked)
            await AssertSameAsync(published.Path, project, args);
        Assert.Contains("blue serves with v1.", (await NativeAsync(published.Path, project, ["status"])).Output, StringComparison.Ordinal);

        await project.DoAsync("sandbox", "down");
        await AssertSameAsync(published.Path, project, ["status"]);
        File.AppendAllText(project.Journal, "rubbish\n{}\n");
        await AssertSameAsync(published.Path, project, ["status"]);
    }

    private static async Task AssertSameAsync(string published, ShopProject project, string[] args)
    {
        var native = await NativeAsync(published, project, args);
        var managed = await RunAsync(Path.Combine(published, "infra-managed"), project, args);

        Assert.Equal($"{string.Join(' ', args)}: {managed}", $"{string.Join(' ', args)}: {native}");
    }

    private static Task<InfraProcess.Ended> NativeAsync(string published, ShopProject project, string[] args) => RunAsync(Path.Combine(published, "infra"), project, args);

    private static async Task<InfraProcess.Ended> RunAsync(string program, ShopProject project, string[] args)
    {
        var start = new ProcessStartInfo(program, args) { WorkingDirectory = project.Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["TMPDIR"] = project.Temporary;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new(process.ExitCode, await output, await error);
    }

    /// <summary>As the README says it. Its own artifacts folder, as a build for a platform restores other packages than the one that runs here.</summary>
    private static async Task PublishAsync(string into)
    {
        await using var publish = Tool.Start(
            "dotnet", "dotnet-sdk-10.0", "publish", Path.Combine(Repository.Root, "infra", "Start"), "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "-o", into,
            $"-p:ArtifactsPath={Path.Combine(Repository.Root, "artifacts", "published")}", "--disable-build-servers");
        var (exitCode, said) = await publish.EndAsync(CompilingTakesLong);
        Assert.True(exitCode == 0, said);
    }
}
