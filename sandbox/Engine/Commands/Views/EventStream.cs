using Infra.Sandbox.Engine.Deployment;
using Infra.Sandbox.Engine.Events;

namespace Infra.Sandbox.Engine.Commands.Views;

/// <summary>Each event as it comes, a line of JSON each.</summary>
internal sealed class EventStream(Invocation invocation) : IDisplay
{
    public void Show(EngineEvent happened) => invocation.Say(happened.Json);

    public void End(OperationOutcome outcome)
    {
    }

    public void Dispose()
    {
    }
}
