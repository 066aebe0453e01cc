using Infra.Sandbox.Engine.Events;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Deployment;

/// <param name="Unexpected">No changes were expected, and there were some.</param>
/// <param name="Outputs">Of the stack; null when it has none any more.</param>
internal sealed record OperationOutcome(RunSummary Summary, bool Unexpected, PropertyMap? Outputs);
