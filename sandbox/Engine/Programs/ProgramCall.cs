using Infra.Sandbox.Engine.Config;

namespace Infra.Sandbox.Engine.Programs;

/// <summary>What a program is told about the operation that it is run for.</summary>
internal sealed record ProgramCall
{
    public required string Project { get; init; }
    public required string Stack { get; init; }
    public required StackConfig Config { get; init; }
    public required bool IsPreview { get; init; }

    /// <summary>How many registrations may be under way at once.</summary>
    public required int Parallel { get; init; }

    /// <summary>The address of the engine that runs it: of both its services.</summary>
    public required string Engine { get; init; }

    /// <summary>Gets each line that the program's process prints, with its severity: <c>info</c>, or <c>info#err</c> for standard error.</summary>
    public required Action<string, string> OnLine { get; init; }
}
