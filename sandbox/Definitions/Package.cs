using System;
using System.IO;
using System.Linq;
using System.Reflection;

namespace Infra.Sandbox.Definitions;

/// <summary>The packages whose definitions are built into this assembly.</summary>
public static class Package
{
    static readonly Lazy<PackageDefinition> aws = new(() => Load("aws"));

    static readonly Lazy<PackageDefinition> kubernetes = new(() => Load("kubernetes"));

    public static PackageDefinition Aws => aws.Value;

    public static PackageDefinition Kubernetes => kubernetes.Value;

    static PackageDefinition Load(string folder)
    {
        var assembly = Assembly.GetExecutingAssembly();
        return DefinitionReader.Read(assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(folder + "/", StringComparison.Ordinal))
            .Select(name =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                return (name, reader.ReadToEnd());
            }));
    }
}
