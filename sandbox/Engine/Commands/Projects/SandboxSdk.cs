namespace Infra.Sandbox.Engine.Commands.Projects;

/// <summary>Where the sandbox's SDK for .NET lies: beside this program.</summary>
internal static class SandboxSdk
{
    const string Assembly = "Pulumi.dll";

    public static string Folder() => new[] { Path.Combine(AppContext.BaseDirectory, "sdk"), AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar) }
        .FirstOrDefault(folder => File.Exists(Path.Combine(folder, Assembly)))
        ?? throw new EngineException($"The sandbox's SDK for .NET does not lie beside {AppContext.BaseDirectory}; build the whole solution, or take another template.");
}
