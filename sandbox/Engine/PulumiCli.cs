using System.Collections.Immutable;
using Infra.Sandbox.Engine.Analyzers;
using Infra.Sandbox.Engine.Commands;
using Infra.Sandbox.Engine.Commands.Words;
using Infra.Sandbox.Engine.Sessions;
using Infra.Sandbox.Engine.State;
using Infra.Sandbox.World;

namespace Infra.Sandbox.Engine;

/// <summary>The engine behind the arguments of the <c>pulumi</c> command: in this process, with the command's JSON, texts and exit codes.</summary>
/// <remarks>Policy packs and the connection to the world are kept for its lifetime. Safe for concurrent use on different stacks.</remarks>
public sealed class PulumiCli : IAsyncDisposable
{
    const string About = "Pulumi's command on the sandbox engine: the same words, state and exit codes; clouds are simulated on this machine.";

    readonly PolicyPacks packs;
    readonly WorldAccess world;
    readonly ImmutableArray<ICommand> commands;

    public PulumiCli(EngineOptions options)
    {
        packs = new PolicyPacks(options.Packs, options.Time);
        world = new WorldAccess(options);
        commands = CommandList.All(new Workspace(options, new PulumiHome(options.Home), packs, world));
    }

    /// <summary>Those that judged operations so far, and may be asked more.</summary>
    public PolicyPacks Packs => packs;

    /// <param name="environment">Added to this process's own; null unsets nothing and counts as not given.</param>
    /// <param name="onOutput">Gets each line of standard output as it comes.</param>
    /// <param name="onEventJson">Gets each engine event as JSON.</param>
    public Task<CliResult> RunAsync(
        IReadOnlyList<string> args, string workingDirectory, IReadOnlyDictionary<string, string?> environment, string? standardInput,
        Action<string>? onOutput, Action<string>? onError, Action<string>? onEventJson, CancellationToken ct) => RunAsync(new CliCall
        {
            Args = [.. args],
            WorkingDirectory = workingDirectory,
            Environment = environment,
            Input = () => standardInput,
            OnOutput = onOutput,
            OnError = onError,
            OnEventJson = onEventJson,
        }, ct);

    public async Task<CliResult> RunAsync(CliCall call, CancellationToken ct)
    {
        var invocation = new Invocation(call);
        try
        {
            return invocation.End(await RunAsync(call, invocation, ct));
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
            invocation.Complain($"error: {e.Message.TrimEnd('.')}. {PrivateFile.Remedy(e)}");
            return invocation.End(1);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            invocation.Complain($"error: pulumi {string.Join(' ', call.Args.Take(2))} was canceled before it began");
            return invocation.End(OperationCommand.Cancelled);
        }
    }

    async Task<int> RunAsync(CliCall call, Invocation invocation, CancellationToken ct)
    {
        var words = CommandWords.Of(call.Args, [.. commands.SelectMany(command => command.Spec.Names)]);
        if (commands.FirstOrDefault(command => command.Spec.Names.Contains(words.Name)) is not { } command)
        {
            invocation.Say(Help.Of(words.Name, About, commands.Select(one => one.Spec), words.Rest));
            return 0;
        }
        var arguments = new Arguments(command.Spec, words.Rest, commands.Select(one => one.Spec));
        if (arguments.Has("--help"))
        {
            invocation.Say(Help.Of(command.Spec, commands.Select(one => one.Spec)));
            return 0;
        }
        invocation.Heed(arguments);
        return await command.RunAsync(arguments, invocation, ct);
    }

    public async ValueTask DisposeAsync()
    {
        await packs.DisposeAsync();
        await world.DisposeAsync();
    }
}
