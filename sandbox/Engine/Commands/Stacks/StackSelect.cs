using System.Globalization;
using Infra.Sandbox.Engine.Commands.Words;

namespace Infra.Sandbox.Engine.Commands.Stacks;

/// <summary><c>pulumi stack select</c></summary>
internal sealed class StackSelect(Workspace workspace) : ICommand
{
    public CommandSpec Spec { get; } = new("stack select", "Selects the stack of commands that name none.")
    {
        Takes = "[NAME]",
        Flags = [Flags.Stack, Flag.Switch("--create", "Make it if it does not exist.", 'c'), StackInit.SecretsProvider],
    };

    public Task<int> RunAsync(Arguments arguments, Invocation invocation, CancellationToken ct)
    {
        var project = workspace.Project(invocation);
        var name = arguments.First ?? arguments["--stack"] ?? Choose(invocation, [.. workspace.Backend(invocation, project).Stacks(project.Name).Select(files => files.Stack)]);
        var store = workspace.Store(invocation, project, name);
        if (!store.Files.Exist && arguments.Has("--create")) StackInit.Create(workspace, invocation, project, name, arguments);
        else workspace.Home.Select(project, workspace.Existing(invocation, project, name).Files.Stack);
        return Task.FromResult(0);
    }

    static string Choose(Invocation invocation, string[] stacks)
    {
        if (stacks.Length == 0) throw new EngineException("there are no stacks yet; `pulumi stack init NAME` makes one", 2);
        if (invocation.Terminal is not { } terminal) throw new EngineException($"no stack is named, and there is no terminal to choose on; there are {string.Join(", ", stacks)}", 2);
        var list = string.Concat(stacks.Select((stack, index) => $"  {index + 1}  {stack}\n"));
        var answer = terminal.Ask($"{list}Select a stack (name or number): ", secret: false)?.Trim() ?? "";
        return int.TryParse(answer, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= stacks.Length ? stacks[number - 1] : answer;
    }
}
