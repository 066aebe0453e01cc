using Infra.Catalog;
using Infra.Cli.Composition;

namespace Infra.Cli.Demo;

/// <summary>A project of the demo's own, in a folder that only its user can enter and that is gone at the end.</summary>
internal sealed class DemoFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("infra-demo-");

    internal DemoFolder(ListenPorts ports, PlatformKind platform)
    {
        File.WriteAllText(Path.Combine(_folder.FullName, ServiceCatalog.FileName), DemoCatalog.Yaml(ports, platform));
        File.WriteAllText(Path.Combine(_folder.FullName, "Pulumi.yaml"), $"name: {StackNames.Project}\nruntime: dotnet\n");
        Releases = Path.Combine(_folder.FullName, "releases");
    }

    internal ProjectFolder Project => new(_folder.FullName);

    internal string Releases { get; }

    public void Dispose() => _folder.Delete(recursive: true);
}
