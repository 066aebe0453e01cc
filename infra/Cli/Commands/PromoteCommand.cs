using System.CommandLine;

namespace Infra.Cli.Commands;

internal static class PromoteCommand
{
    internal static Command Create(SharedOptions shared) =>
        WishCommand.Create("promote", "Skips what is left of bakes, pauses and smaller shares of a rollout.", shared, (conductor, key, feed, ct) => conductor.PromoteAsync(key, feed, ct));
}
