using System.Runtime.InteropServices;

namespace Infra.Sandbox.World;

/// <summary>Where the running .NET lives: what starts the world, its keeper and the images that are .NET programs.</summary>
internal static class DotnetHost
{
    /// <summary>The folder that DOTNET_ROOT names: runtime directories are root/shared/Microsoft.NETCore.App/version.</summary>
    public static string Root { get; } = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));

    public static string Executable { get; } = Path.Combine(Root, "dotnet");

    public static string WorldAssembly { get; } = Path.Combine(AppContext.BaseDirectory, "Infra.Sandbox.World.dll");
}
