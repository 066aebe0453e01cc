using System.Runtime.CompilerServices;

namespace Infra.Tests;

/// <summary>The checkout that these tests were built from.</summary>
static class Repository
{
    public static string Root { get; } = Find();

    /// <summary>Facts that lie beside the checkout on the machines where the project is made; null elsewhere.</summary>
    public static string? Shared { get; } = Directory.Exists(Path.Combine(Root, "..", "shared", "data")) ? Path.GetFullPath(Path.Combine(Root, "..", "shared")) : null;

    public static IEnumerable<string> Files(string pattern) =>
        from room in new[] { "infra", "stacks", "policies", "sandbox", "tests" }
        from file in Directory.EnumerateFiles(Path.Combine(Root, room), pattern, SearchOption.AllDirectories)
        where !file.Contains("node_modules", StringComparison.Ordinal)
        select file;

    static string Find([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
}
