using System.CommandLine;
using Infra.Catalog;
using Infra.Cli.Composition;
using Infra.Sandbox.Engine;
using Infra.Sandbox.Engine.Terminals;

namespace Infra.Cli.Commands;

/// <summary>Pulumi's command on the sandbox engine, in the world of this project and on the stacks of its first sandbox stage.</summary>
internal static class PulumiWords
{
    internal const string Name = "pulumi";
    private const string Backend = "PULUMI_BACKEND_URL", Passphrase = "PULUMI_CONFIG_PASSPHRASE", PassphraseFile = "PULUMI_CONFIG_PASSPHRASE_FILE";

    internal static Command Create() => new(Name, "Pulumi's command on the sandbox engine; `infra pulumi --help` says what it knows.");

    /// <param name="words">All that follows; none of it is ours to understand.</param>
    internal static async Task<int> RunAsync(string[] words)
    {
        try
        {
            var folder = ProjectFolder.Find(null, CommandProcess.Folder(words));
            var options = new EngineOptions { WorldFolder = folder.World, Home = CommandProcess.Home };
            var stage = SandboxStage(folder);
            if (stage is null)
                return await CommandProcess.RunAsync(words, options, new Dictionary<string, string?>());
            folder.Prepare();
            return await CommandProcess.RunAsync(words, options with { AwsAccount = stage.Account, AwsRegion = stage.Region }, Environment(folder, stage));
        }
        catch (BadInputException bad)
        {
            foreach (var problem in bad.Problems)
                await Console.Error.WriteLineAsync(problem);
            return (int)ExitCode.BadInput;
        }
    }

    private static Stage? SandboxStage(ProjectFolder folder) =>
        File.Exists(Path.Combine(folder.Root, ServiceCatalog.FileName)) ? ServiceCatalog.Load(folder.Root).Stages.FirstOrDefault(stage => stage.Engine == EngineKind.Sandbox) : null;

    /// <summary>What a person has set stands.</summary>
    private static Dictionary<string, string?> Environment(ProjectFolder folder, Stage stage)
    {
        var environment = new Dictionary<string, string?>();
        if (!IsSet(Backend))
            environment[Backend] = folder.Backend(stage);
        if (!IsSet(Passphrase) && !IsSet(PassphraseFile))
            environment[PassphraseFile] = folder.Passphrase;
        return environment;
    }

    private static bool IsSet(string variable) => System.Environment.GetEnvironmentVariable(variable) is not null;
}
