using Infra.Catalog;
using Pulumi.Automation;

namespace Infra.Orchestrator.Provisioning;

/// <summary>A folder of its own for one operation, so that the values it passes are in no repository; gone when it is over.</summary>
internal sealed class TemporaryWorkspace : IDisposable
{
    private readonly string _folder;

    private TemporaryWorkspace(string folder, LocalWorkspace workspace) => (_folder, Workspace) = (folder, workspace);

    public LocalWorkspace Workspace { get; }

    public static async Task<TemporaryWorkspace> CreateAsync(PulumiSettings settings, StackRequest request, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("infra-workspace-").FullName; // its owner's only: configuration may hold secrets
        try
        {
            File.Copy(Path.Combine(settings.ProjectFolder, ServiceCatalog.FileName), Path.Combine(folder, ServiceCatalog.FileName));
            return new(folder, await LocalWorkspace.CreateAsync(Options(settings, request, folder), ct));
        }
        catch
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    public void Dispose()
    {
        Workspace.Dispose();
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
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
