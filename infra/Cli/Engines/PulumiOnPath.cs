using System.ComponentModel;
using Infra.Catalog;
using Infra.Cli.Commands;
using Pulumi.Automation.Commands;

namespace Infra.Cli.Engines;

/// <summary>The real <c>pulumi</c>, where a stage asks for it.</summary>
internal static class PulumiOnPath
{
    /// <exception cref="RefusalException">SDK and engine do not belong together, or there is no <c>pulumi</c>.</exception>
    internal static async Task<PulumiCommand> FindAsync(Stage stage, bool allowSandboxSdk, CancellationToken ct)
    {
        if (SdkFlavour.IsSandbox && !allowSandboxSdk)
        {
            throw new RefusalException(
                ExitCode.EngineMismatch,
                $"Stage {stage.Name} runs on engine pulumi, and this infra was built with the sandbox's SDK. Build it with -p:PulumiSdk=nuget, or say --allow-sandbox-sdk if that is meant. Nothing was changed.");
        }

        var command = await StartAsync(stage, ct);
        return IsSandbox(command)
            ? throw new RefusalException(
                ExitCode.EngineMismatch,
                $"Stage {stage.Name} runs on engine pulumi, and the pulumi on PATH is {command.Version}, the sandbox's own. Put the real one first on PATH, or set engine: sandbox. Nothing was changed.")
            : command;
    }

    internal static bool IsSandbox(PulumiCommand command) => command.Version?.ToString().Contains("+infra.sandbox", StringComparison.Ordinal) == true;

    private static async Task<PulumiCommand> StartAsync(Stage stage, CancellationToken ct)
    {
        try
        {
            return await LocalPulumiCommand.CreateAsync(cancellationToken: ct);
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException)
        {
            var why = e is Win32Exception ? "there is no pulumi on PATH." : $"the one on PATH can't be used: {e.Message}";
            throw new RefusalException(ExitCode.EngineMismatch, $"Stage {stage.Name} runs on engine pulumi, and {why} Install it from https://www.pulumi.com/docs/install and put it on PATH. Nothing was changed.");
        }
    }
}
