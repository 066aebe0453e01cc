using System.CommandLine;

namespace Infra.Cli.Commands;

internal static class PreviewCommand
{
    internal static Command Create(SharedOptions shared) =>
        StackVerb.Create(shared, "preview", "Shows what an update would change, judged by the policies; changes nothing.", isPreview: true, stacks => stacks.PreviewAsync);
}
