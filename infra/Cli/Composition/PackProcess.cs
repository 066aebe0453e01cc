using System.Diagnostics;

namespace Infra.Cli.Composition;

/// <summary>The pack's own verbs, run as a process that has this one's terminal.</summary>
internal static class PackProcess
{
    internal static async Task<int> RunAsync(IEnumerable<string> args, string workingFolder, CancellationToken ct)
    {
        var start = new ProcessStartInfo(Programs.PolicyPack, args) { WorkingDirectory = workingFolder };
        foreach (var (name, value) in Programs.Environs)
            start.Environment[name] = value;
        using var pack = Process.Start(start) ?? throw new InvalidOperationException($"{Programs.PolicyPack} did not start.");
        await pack.WaitForExitAsync(ct);
        return pack.ExitCode;
    }
}
