using System.ComponentModel;
using System.Diagnostics;

namespace Infra.Cli.Doctor;

/// <summary>The .NET that runs us, and the SDK with which stacks and pack are built.</summary>
internal static class SdkCheck
{
    private const string Check = "sdk";
    private const int Major = 10;

    internal static async Task<Finding> RunAsync(CancellationToken ct)
    {
        var runtime = $"infra runs on .NET {Environment.Version}";
        return await VersionAsync(ct) switch
        {
            null => Finding.Advice(Check, $"{runtime}; there is no dotnet SDK on PATH, which `pulumi up` by hand and building need.", "Install the .NET 10 SDK from https://dotnet.microsoft.com/download and put it on PATH."),
            var version when int.TryParse(version.Split('.')[0], out var major) && major < Major => Finding.Problem(Check, $"{runtime}; the SDK on PATH is {version}, which can't build this project.", "Put the .NET 10 SDK first on PATH."),
            var version => Finding.Ok(Check, $"{runtime}; the SDK on PATH is {version}."),
        };
    }

    private static async Task<string?> VersionAsync(CancellationToken ct)
    {
        try
        {
            using var dotnet = Process.Start(new ProcessStartInfo("dotnet", "--version") { RedirectStandardOutput = true, RedirectStandardError = true });
            if (dotnet is null)
                return null;
            var version = (await dotnet.StandardOutput.ReadToEndAsync(ct)).Trim();
            await dotnet.WaitForExitAsync(ct);
            return dotnet.ExitCode == 0 && version.Length > 0 ? version : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
