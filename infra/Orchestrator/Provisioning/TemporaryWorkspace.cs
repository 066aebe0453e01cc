using Infra.Catalog;
using Pulumi.Automation;

namespace Infra.Orchestrator.Provisioning;

/// <summary>A folder of its own for one operation, so that the values it passes are in no repository; gone when it is over.</summary>
/// <remarks>A file in it is held for as long: a folder whose file nobody holds was left by a process that was killed, and the next one removes it.</remarks>
internal sealed class TemporaryWorkspace : IDisposable
{
    private const string Prefix = "infra-workspace-";
    private const string InUse = "in-use";

    private static readonly string[] ProjectFiles = [ServiceCatalog.FileName, "policy-config.yaml", "policy-exemptions.yaml"];

    private static readonly TimeSpan _beginningsAreShort = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _longest = TimeSpan.FromDays(1);

    private readonly string _folder;
    private readonly FileStream _inUse;

    private TemporaryWorkspace(string folder, FileStream inUse, LocalWorkspace workspace) => (_folder, _inUse, Workspace) = (folder, inUse, workspace);

    public LocalWorkspace Workspace { get; }

    public static async Task<TemporaryWorkspace> CreateAsync(PulumiSettings settings, StackRequest request, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory(Prefix).FullName; // its owner's only: configuration may hold secrets
        var inUse = new FileStream(Path.Combine(folder, InUse), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        try
        {
            // What the program and the packs read of a project, in the folder that they are told is theirs.
            foreach (var name in ProjectFiles.Where(name => File.Exists(Path.Combine(settings.ProjectFolder, name))))
                File.Copy(Path.Combine(settings.ProjectFolder, name), Path.Combine(folder, name));
            return new(folder, inUse, await LocalWorkspace.CreateAsync(Options(settings, request, folder), ct));
        }
        catch
        {
            await inUse.DisposeAsync();
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    /// <summary>Removes what killed processes of this user left.</summary>
    public static void Sweep(TimeProvider time)
    {
        foreach (var folder in Directory.EnumerateDirectories(Path.GetTempPath(), Prefix + "*"))
        {
            try
            {
                if (WasLeft(folder, time.GetUtcNow()))
                    Directory.Delete(folder, recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // In use, another user's, or swept by somebody else just now.
            }
        }
    }

    public void Dispose()
    {
        Workspace.Dispose();
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
        _inUse.Dispose(); // last: nobody else may take it for left while it goes
    }

    private static bool WasLeft(string folder, DateTimeOffset now)
    {
        var age = now - Directory.GetLastWriteTimeUtc(folder);
        var inUse = Path.Combine(folder, InUse);
        if (!File.Exists(inUse))
            return age > _longest;
        // One that has just been made is about to hold its file.
        if (age < _beginningsAreShort)
            return false;
        new FileStream(inUse, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();
        return true;
    }

    private static LocalWorkspaceOptions Options(PulumiSettings settings, StackRequest request, string folder) => new()
    {
        WorkDir = folder,
        PulumiCommand = settings.Command,
        Program = settings.Program,
        SecretsProvider = settings.SecretsProvider,
        EnvironmentVariables = settings.Environment.ToDictionary(),
        ProjectSettings = new(StackNames.Project, ProjectRuntimeName.Dotnet),
        StackSettings = new Dictionary<string, StackSettings>
        {
            [request.Stack] = new()
            {
                SecretsProvider = settings.SecretsProvider,
                Config = request.Config.ToDictionary(pair => ConfigKeys.Full(pair.Key), pair => new StackSettingsConfigValue(pair.Value, isSecure: false)),
            },
        },
    };
}
