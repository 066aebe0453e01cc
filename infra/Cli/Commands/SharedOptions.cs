using System.CommandLine;

namespace Infra.Cli.Commands;

/// <summary>What every verb understands.</summary>
internal sealed record SharedOptions
{
    internal SharedOptions()
    {
        Known = new(this);
        Stage.CompletionSources.Add(Known.Stages);
    }

    internal Option<string> Stage { get; } = new("--stage") { Description = "The stage of infra.yaml to work on. [default: local]", Recursive = true, DefaultValueFactory = _ => "local", HelpName = "NAME" };
    internal Option<bool> Json { get; } = new("--json") { Description = "One JSON object on stdout.", Recursive = true };
    internal Option<string?> Project { get; } = new("--project") { Description = "The folder of infra.yaml; by default the nearest one upwards.", Recursive = true, HelpName = "DIR" };
    internal Option<bool> Verbose { get; } = new("--verbose") { Description = "The log on stderr too.", Recursive = true };

    internal Option<bool> AllowSandboxSdk { get; } = new("--allow-sandbox-sdk")
    {
        Description = "Let the engine pulumi run a build with the sandbox's SDK.",
        Recursive = true,
    };

    /// <summary>What a shell is told about names.</summary>
    internal KnownWords Known { get; }

    internal IEnumerable<Option> All => [Stage, Json, Project, Verbose, AllowSandboxSdk];
}
