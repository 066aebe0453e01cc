using System.CommandLine;
using System.CommandLine.Invocation;
using Infra.Catalog;
using Infra.Cli.Commands;
using Infra.Cli.Composition;

namespace Infra.Start;

/// <summary>What is answered without the managed infra: what the parser says by itself, and how a stage stands when its stacks are files.</summary>
internal static class Native
{
    internal static bool Answers(ParseResult parsed) => parsed.Action switch
    {
        SynchronousCommandLineAction => parsed.CommandResult.Command.Name != PulumiWords.Name,
        _ => parsed.CommandResult.Command.Name == StatusCommand.Name && !parsed.GetValue<bool>("--watch") && !parsed.GetValue<bool>("--json") && StacksAreFiles(parsed),
    };

    private static bool StacksAreFiles(ParseResult parsed)
    {
        try
        {
            var folder = ProjectFolder.Find(parsed.GetValue<string?>("--project"), Environment.CurrentDirectory);
            return ServiceCatalog.Load(folder.Root).Stage(parsed.GetRequiredValue<string>("--stage")).Engine == EngineKind.Sandbox;
        }
        catch (BadInputException)
        {
            return true; // it is said the same way by both
        }
    }
}
