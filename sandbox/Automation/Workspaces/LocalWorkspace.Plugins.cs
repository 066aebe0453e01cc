using System.Collections.Immutable;
using Semver;

namespace Pulumi.Automation;

public sealed partial class LocalWorkspace
{
    public override Task InstallPluginAsync(
        string name, string version, PluginKind kind = PluginKind.Resource, PluginInstallOptions? options = null, CancellationToken cancellationToken = default) =>
        RunAsync(
            new UpdateArguments("plugin", "install", Text(kind), name, version).Flag("--exact", options?.ExactVersion).Value("--server", options?.ServerUrl).ToList(),
            cancellationToken);

    public override Task RemovePluginAsync(
        string? name = null, string? versionRange = null, PluginKind kind = PluginKind.Resource, CancellationToken cancellationToken = default)
    {
        var which = new[] { name, versionRange }.OfType<string>().Where(part => !string.IsNullOrWhiteSpace(part));
        return RunAsync(["plugin", "rm", Text(kind), .. which, "--yes"], cancellationToken);
    }

    public override async Task<ImmutableList<PluginInfo>> ListPluginsAsync(CancellationToken cancellationToken = default) =>
        Read<ImmutableList<PluginInfo>>((await RunAsync(["plugin", "ls", "--json"], cancellationToken)).StandardOutput) ?? [];

    public override async Task InstallAsync(InstallOptions? options = null, CancellationToken cancellationToken = default)
    {
        Require(new(3, 91), "the install command");
        if (options?.UseLanguageVersionTools is true) Require(new(3, 130), nameof(options.UseLanguageVersionTools));
        var args = new UpdateArguments("install")
            .Flag("--use-language-version-tools", options?.UseLanguageVersionTools)
            .Flag("--no-dependencies", options?.NoDependencies)
            .Flag("--reinstall", options?.Reinstall)
            .Flag("--no-plugins", options?.NoPlugins);
        await RunAsync(args.ToList(), cancellationToken);
    }

    public override async Task AddEnvironmentsAsync(string stackName, IEnumerable<string> environments, CancellationToken cancellationToken = default)
    {
        Require(new(3, 95), "env operations on a stack");
        await RunAsync(["config", "env", "add", "--stack", stackName, "--yes", .. environments], cancellationToken);
    }

    public override async Task RemoveEnvironmentAsync(string stackName, string environment, CancellationToken cancellationToken = default)
    {
        Require(new(3, 95), "env operations on a stack");
        await RunAsync(["config", "env", "rm", environment, "--stack", stackName, "--yes"], cancellationToken);
    }

    // A command whose version nobody knows is one of the first.
    bool IsAtLeast(SemVersion least) => (command.Version ?? new(3)).ComparePrecedenceTo(least) >= 0;

    void Require(SemVersion least, string what)
    {
        if (!IsAtLeast(least)) throw new InvalidOperationException($"The Pulumi CLI version does not support {what}. Please update the Pulumi CLI.");
    }

    static string Text(PluginKind kind) => kind.ToString().ToLowerInvariant();
}
