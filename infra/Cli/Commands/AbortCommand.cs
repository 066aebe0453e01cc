using System.CommandLine;

namespace Infra.Cli.Commands;

internal static class AbortCommand
{
    internal static Command Create(SharedOptions shared) =>
        WishCommand.Create("abort", "Stops a rollout; users go back to the side that served them.", shared, (conductor, key, feed, ct) => conductor.AbortAsync(key, feed, ct));
}
