using System.CommandLine;

namespace Infra.Cli.Commands.Stages;

internal static class StageCommand
{
    internal static Command Create(SharedOptions shared)
    {
        var command = new Command("stage", "Makes stages that live for a while, lists, removes and compares stages.")
        {
            StageCreateCommand.Create(shared),
            StageListCommand.Create(shared),
            StageDestroyCommand.Create(shared),
            StagePruneCommand.Create(shared),
            StageDiffCommand.Create(shared),
        };
        command.Aliases.Add("stages");
        return command;
    }
}
