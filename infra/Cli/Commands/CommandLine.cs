using System.CommandLine;
using System.CommandLine.Help;
using Infra.Cli.Commands.Policies;
using Infra.Cli.Commands.Stages;

namespace Infra.Cli.Commands;

/// <summary>All verbs of <c>infra</c>.</summary>
internal static class CommandLine
{
    internal static RootCommand Create()
    {
        var shared = new SharedOptions();
        var root = new RootCommand("Blue-green and progressive delivery, as Pulumi programs in C#.")
        {
            DemoCommand.Create(shared),
            PreviewCommand.Create(shared),
            UpCommand.Create(shared),
            DestroyCommand.Create(shared),
            OutputsCommand.Create(shared),
            DriftCommand.Create(shared),
            StageCommand.Create(shared),
            RolloutCommand.Create(shared),
            ResumeCommand.Create(shared),
            AbortCommand.Create(shared),
            PromoteCommand.Create(shared),
            RollbackCommand.Create(shared),
            StatusCommand.Create(shared),
            HistoryCommand.Create(shared),
            ExplainCommand.Create(shared),
            DoctorCommand.Create(shared),
            PolicyCommand.Create(shared),
            StateCommand.Create(shared),
            PulumiWords.Create(),
            SandboxCommand.Create(shared),
            CompletionCommand.Create(shared),
        };
        foreach (var option in shared.All)
            root.Add(option);
        foreach (var option in root.Options)
        {
            if (option is not HelpOption help)
                continue;
            help.Action = new HelpText();
            help.Aliases.Remove("/?");
            help.Aliases.Remove("/h");
        }

        return root;
    }
}
