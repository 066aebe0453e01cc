using Infra.Sandbox.Engine.Deployment;
using Infra.Sandbox.Engine.Events;

namespace Infra.Sandbox.Engine.Commands.Views;

/// <summary>Shows one operation to whoever asked for it.</summary>
internal interface IDisplay : IDisposable
{
    void Show(EngineEvent happened);

    void End(OperationOutcome outcome);
}
