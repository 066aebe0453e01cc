namespace Infra.Sandbox.Engine.Commands;

/// <summary>One verb of the command line.</summary>
internal interface ICommand
{
    /// <summary>Its words, e.g. <c>stack init</c>.</summary>
    string Name { get; }

    /// <returns>The exit code.</returns>
    Task<int> RunAsync(IReadOnlyList<string> args, Invocation invocation, CancellationToken ct);
}
