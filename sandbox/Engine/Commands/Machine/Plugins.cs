using Infra.Sandbox.Engine.Commands.Words;

namespace Infra.Sandbox.Engine.Commands.Machine;

/// <summary><c>pulumi plugin …</c> and <c>pulumi install</c>: there is nothing to install, and it says so.</summary>
internal sealed class Plugins(CommandSpec spec, Func<Arguments, string> say) : ICommand
{
    public static IEnumerable<ICommand> All =>
    [
        new Plugins(
            new("plugin ls", "Lists installed plugins: the sandbox has none.") { Flags = [Flags.Json, Flag.Quiet("--project", letter: 'p')] },
            arguments => arguments.Has("--json") ? "[]" : "The sandbox has no plugins; the provider aws is built in."),
        new Plugins(
            new("plugin install", "Installs nothing: the sandbox's providers are built in.") { Takes = "[KIND] [NAME] [VERSION]", Flags = [Flag.Quiet("--exact"), Flag.Quiet("--reinstall"), Flag.Quiet("--server", "URL"), Flag.Quiet("--file", "FILE", 'f'), Flag.Quiet("--checksum", "SUM")] },
            arguments => $"Nothing was installed for '{string.Join(' ', arguments.Words)}': the sandbox's providers are built in."),
        new Plugins(
            new("plugin rm", "Removes nothing: the sandbox has no plugins.") { Takes = "[KIND] [NAME] [VERSION]", Flags = [Flags.Yes, Flag.Quiet("--all", letter: 'a')] },
            _ => "The sandbox has no plugins; nothing was removed."),
        new Plugins(
            new("install", "Installs nothing: providers are built in, and programs bring their own packages.") { Flags = [Flag.Quiet("--no-plugins"), Flag.Quiet("--no-dependencies"), Flag.Quiet("--reinstall"), Flag.Quiet("--use-language-version-tools"), Flag.Quiet("--parallel", "N")] },
            _ => "Nothing was installed: the sandbox's providers are built in, and programs come built."),
    ];

    public CommandSpec Spec => spec;

    public Task<int> RunAsync(Arguments arguments, Invocation invocation, CancellationToken ct)
    {
        invocation.Say(say(arguments));
        return Task.FromResult(0);
    }
}
