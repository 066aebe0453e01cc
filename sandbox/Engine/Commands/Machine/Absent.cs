using Infra.Sandbox.Engine.Commands.Words;

namespace Infra.Sandbox.Engine.Commands.Machine;

/// <summary>A command of Pulumi's that the sandbox doesn't have: it says so, and why.</summary>
internal sealed class Absent(string name, string why) : ICommand
{
    const string Cloud = "it belongs to Pulumi Cloud", Real = "it needs Pulumi's own command";

    public static IEnumerable<ICommand> All =>
    [
        new Absent("console", Cloud),
        new Absent("org", Cloud),
        new Absent("env", Cloud),
        new Absent("config env", "environments belong to Pulumi Cloud"),
        new Absent("deployment", Cloud),
        new Absent("policy publish", Cloud),
        new Absent("policy enable", Cloud),
        new Absent("policy disable", Cloud),
        new Absent("convert", Real),
        new Absent("convert-trace", Real),
        new Absent("package", Real),
        new Absent("schema", Real),
        new Absent("watch", "run `pulumi up` again instead"),
        new Absent("logs", "`infra sandbox status` says where the world keeps the logs of its tasks"),
    ];

    public CommandSpec Spec { get; } = new(name, $"Not in the sandbox: {why}.") { TakesAnything = true };

    public Task<int> RunAsync(Arguments arguments, Invocation invocation, CancellationToken ct) =>
        throw new EngineException($"pulumi {name} is not in the sandbox: {why}", 2);
}
