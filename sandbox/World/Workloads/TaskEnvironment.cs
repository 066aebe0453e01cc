using System.Collections.Immutable;
using System.Globalization;
using Infra.Sandbox.World.Model;

namespace Infra.Sandbox.World.Workloads;

/// <summary>A task's environment, built from nothing.</summary>
internal static class TaskEnvironment
{
    public static ImmutableSortedDictionary<string, string> For(Workload spec, int port, string home) => spec.Environment.SetItems(new Dictionary<string, string>
    {
        // A task definition may say PORT for its container; here the world gives the ports.
        ["PORT"] = port.ToString(CultureInfo.InvariantCulture),
        ["HOME"] = home,
        ["TMPDIR"] = home,
        ["PATH"] = $"{DotnetHost.Root}:/usr/local/bin:/usr/bin:/bin",
        ["DOTNET_ROOT"] = DotnetHost.Root,
        ["DOTNET_EnableDiagnostics"] = "0",
    });
}
