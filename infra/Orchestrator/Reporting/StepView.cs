namespace Infra.Orchestrator.Reporting;

/// <param name="Says">What it will do, and once it is over, what it did.</param>
public sealed record StepView(string Id, string Says, StepState State, DateTimeOffset? Began, DateTimeOffset? Ended);
