namespace Infra.Sandbox.Engine.Programs;

/// <summary>A program of any language, which registers its resources with the engine that runs it.</summary>
internal interface IProgram
{
    /// <summary>Null when it ended well; else what went wrong, empty when that has been said already.</summary>
    Task<string?> RunAsync(ProgramCall call, CancellationToken ct);
}
