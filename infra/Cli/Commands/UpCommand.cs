using System.CommandLine;

namespace Infra.Cli.Commands;

internal static class UpCommand
{
    internal static Command Create(SharedOptions shared) =>
        StackVerb.Create(shared, "up", "Brings stacks to what the program declares. Releases and weights stay as they are.", isPreview: false, stacks => stacks.UpAsync);
}
