using System.Runtime.CompilerServices;

namespace Infra.Tests.Support;

static class Children
{
    // A .NET process that is killed leaves its diagnostic sockets in the temporary folder; tests kill many.
    [ModuleInitializer]
    internal static void LeaveNothingWhenKilled() => Environment.SetEnvironmentVariable("DOTNET_EnableDiagnostics", "0");
}
