using System.Collections.Immutable;
using Infra.Sandbox.Engine.Analyzers;
using Infra.Sandbox.Engine.Commands;
using Infra.Sandbox.World;

namespace Infra.Sandbox.Engine;

/// <summary>The engine behind the arguments of the <c>pulumi</c> command: in this process, with the command's JSON, texts and exit codes.</summary>
/// <remarks>Policy packs and the connection to the world are kept for its lifetime. Safe for concurrent use on different stacks.</remarks>
public sealed class PulumiCli : IAsyncDisposable
{
    readonly PolicyPacks packs;
    readonly WorldAccess world;
    readonly ImmutableArray<ICommand> commands;

    public PulumiCli(EngineOptions options)
    {
        packs = new PolicyPacks(options);
        world = new WorldAccess(options);
        commands = CommandList.All(new Workspace(options, packs, world));
    }

    /// <summary>How many policies the packs hold under which operations ran so far.</summary>
    public int PolicyCount => packs.PolicyCount;

    /// <param name="environment">Added to this process's own; null unsets nothing and counts as not given.</param>
    /// <param name="onOutput">Gets each line of standard output as it comes.</param>
    /// <param name="onEventJson">Gets each engine event as JSON.</param>
    public async Task<CliResult> RunAsync(
        IReadOnlyList<string> args, string workingDirectory, IReadOnlyDictionary<string, string?> environment, string? standardInput,
        Action<string>? onOutput, Action<string>? onError, Action<string>? onEventJson, CancellationToken ct)
    {
        var invocation = new Invocation(workingDirectory, environment, standardInput, onOutput, onError, onEventJson);
        try
        {
            var command = commands.FirstOrDefault(command => command.Name.Split(' ').SequenceEqual(args.Take(command.Name.Split(' ').Length)))
                ?? throw new EngineException($"unknown command \"{string.Join(' ', args)}\" for \"pulumi\"; the sandbox knows {string.Join(", ", commands.Select(command => command.Name))}", 2);
            return invocation.End(await command.RunAsync([.. args.Skip(command.Name.Split(' ').Length)], invocation, ct));
        }
        catch (EngineException e)
        {
            invocation.Complain($"error: {e.Message}");
            return invocation.End(e.ExitCode);
        }
        catch (WorldException e)
        {
            invocation.Complain($"error: {e.Message}");
            return invocation.End(1);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            invocation.Complain($"error: {e.Message.TrimEnd('.')}. The engine keeps states in folders that it can write.");
            return invocation.End(1);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            invocation.Complain($"error: pulumi {string.Join(' ', args.Take(2))} was canceled before it began");
            return invocation.End(OperationCommand.Cancelled);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await packs.DisposeAsync();
        await world.DisposeAsync();
    }
}
