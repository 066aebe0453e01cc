using System.CommandLine;

namespace Infra.Cli.Commands;

internal static class RollbackCommand
{
    internal static Command Create(SharedOptions shared) =>
        WishCommand.Create("rollback", "Returns users to the old side, also after promotion while it is warm.", shared, (conductor, key, feed, ct) => conductor.RollbackAsync(key, feed, ct));
}
