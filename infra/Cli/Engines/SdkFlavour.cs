using System.Reflection;
using Pulumi.Automation.Commands;

namespace Infra.Cli.Engines;

/// <summary>Which SDK this build holds.</summary>
internal static class SdkFlavour
{
    /// <summary>Ours carries our name as its company; the official packages carry theirs.</summary>
    internal static bool IsSandbox { get; } =
        typeof(PulumiCommand).Assembly.GetCustomAttribute<AssemblyCompanyAttribute>()?.Company == "Infra";
}
