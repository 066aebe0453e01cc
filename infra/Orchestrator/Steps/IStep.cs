namespace Infra.Orchestrator.Steps;

/// <summary>One effect. Running it twice does what running it once does. It catches nothing, waits for nobody and writes no journal: the runner does.</summary>
internal interface IStep
{
    Task<StepResult> RunAsync(Work work, CancellationToken ct);
}
