using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Infra.Cli.Composition;

/// <summary>The programs that are built with the CLI and lie beside it.</summary>
internal static class Programs
{
    internal static string PolicyPack => Path.Combine(AppContext.BaseDirectory, "policies", OperatingSystem.IsWindows() ? "Infra.Policies.exe" : "Infra.Policies");
    internal static string Shop => Path.Combine(AppContext.BaseDirectory, "shop");

    /// <summary>Where the .NET that runs us lives; programs that we start find it by DOTNET_ROOT wherever it was installed.</summary>
    private static string DotnetRoot => Environment.GetEnvironmentVariable("DOTNET_ROOT") ?? Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));

    /// <summary>What such a program gets beyond our own environment.</summary>
    internal static ImmutableDictionary<string, string?> Environs { get; } = ImmutableDictionary<string, string?>.Empty.Add("DOTNET_ROOT", DotnetRoot);
}
