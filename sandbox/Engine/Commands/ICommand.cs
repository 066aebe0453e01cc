using Infra.Sandbox.Engine.Commands.Words;

namespace Infra.Sandbox.Engine.Commands;

/// <summary>One verb of the command line.</summary>
internal interface ICommand
{
    CommandSpec Spec { get; }

    /// <returns>The exit code.</returns>
    Task<int> RunAsync(Arguments arguments, Invocation invocation, CancellationToken ct);
}
