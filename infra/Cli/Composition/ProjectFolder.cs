using System.Collections.Immutable;
using System.Security.Cryptography;
using Infra.Catalog;

namespace Infra.Cli.Composition;

/// <summary>Where a project keeps what.</summary>
/// <param name="home">Of the sandbox's world, state and passphrase; <c>.infra</c> of the project by default.</param>
internal sealed class ProjectFolder(string root, string? home = null)
{
    private const string Home = "INFRA_HOME";

    internal string Root { get; } = Path.GetFullPath(root);

    private string Infra { get; } = Path.GetFullPath(home is { Length: > 0 } ? home : Path.Combine(root, ".infra"));

    internal string World => Path.Combine(Infra, "world");
    internal string State => Path.Combine(Infra, "state");
    internal string Logs => Path.Combine(Infra, "logs");
    internal string Passphrase => Path.Combine(Infra, "passphrase");

    /// <summary>Makes what a sandbox stage keeps: folders that only their user enters, and the passphrase of its secrets.</summary>
    internal void Prepare()
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(Infra);
        else
            Directory.CreateDirectory(Infra, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Directory.CreateDirectory(State);
        if (File.Exists(Passphrase))
            return;
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new StreamWriter(Passphrase, options);
        file.Write(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
    }

    /// <summary>The passphrase itself, as the engine reads it from its file.</summary>
    internal string ReadPassphrase() => File.ReadAllText(Passphrase).Trim();

    /// <summary>Where a sandbox stage keeps its stacks.</summary>
    internal string Backend(Stage stage) => stage.Backend ?? new Uri(State).AbsoluteUri;

    /// <summary>All that judge here: Infra's own, and the project's.</summary>
    internal ImmutableArray<string> PolicyPacks(ServiceCatalog catalog) => [Programs.PolicyPack, .. catalog.PolicyPacks.Select(pack => Path.GetFullPath(pack, Root))];

    internal string Journal(Stage stage) => Path.GetFullPath(Path.Combine(Root, stage.Journal));

    /// <summary>The folder named, or the nearest one above the current folder that holds an infra.yaml.</summary>
    internal static ProjectFolder Find(string? named, string current)
    {
        var home = Environment.GetEnvironmentVariable(Home);
        if (named is not null)
            return new(named, home);
        for (var folder = current; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, ServiceCatalog.FileName)))
                return new(folder, home);
        }

        return new(current, home);
    }
}
