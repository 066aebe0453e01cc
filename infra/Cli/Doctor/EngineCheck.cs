using Infra.Catalog;
using Infra.Cli.Commands;
using Infra.Cli.Engines;

namespace Infra.Cli.Doctor;

/// <summary>Whether the stage's engine is there and fits the SDK of this build.</summary>
internal static class EngineCheck
{
    private const string Check = "engine";

    internal static async Task<Finding> RunAsync(Stage stage, bool allowSandboxSdk, CancellationToken ct)
    {
        var flavour = SdkFlavour.IsSandbox ? "the sandbox's SDK" : "the official SDK";
        if (stage.Engine == EngineKind.Sandbox)
            return Finding.Ok(Check, $"Stage {stage.Name} runs on the sandbox's engine, in this process, with {flavour}; it needs no pulumi.");
        try
        {
            var command = await PulumiOnPath.FindAsync(stage, allowSandboxSdk, ct);
            return Finding.Ok(Check, $"Stage {stage.Name} runs on pulumi {command.Version}, found on PATH, with {flavour}.");
        }
        catch (RefusalException refusal)
        {
            return Finding.Problem(Check, $"This infra was built with {flavour}.", refusal.Message.Replace(" Nothing was changed.", "", StringComparison.Ordinal));
        }
    }
}
