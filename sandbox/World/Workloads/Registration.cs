using Infra.Sandbox.World.Health;
using Infra.Sandbox.World.Model;

namespace Infra.Sandbox.World.Workloads;

/// <summary>A replica's place in one target group.</summary>
internal sealed class Registration(string targetGroupId, TargetHealth first)
{
    volatile TargetHealth health = first;

    public string TargetGroupId => targetGroupId;

    public TargetHealth Health
    {
        get => health;
        set => health = value;
    }

    public bool IsHealthy => health.State == TargetState.Healthy;
}
