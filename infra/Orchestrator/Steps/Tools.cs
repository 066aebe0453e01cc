using Infra.Orchestrator.Gates;
using Infra.Orchestrator.Policies;
using Infra.Orchestrator.Provisioning;
using Infra.Orchestrator.Traffic;

namespace Infra.Orchestrator.Steps;

/// <summary>The ports of a platform that can be read: nothing is missing here.</summary>
internal sealed record Tools(IStacks Stacks, ITrafficRouter Router, ITargetHealth Health, IProbe Probe, ISmoke Smoke, IArtefacts Artefacts, TimeProvider Time, IReleaseRules? Rules)
{
    /// <summary>With a clock that goes on from there, however the machine's is set.</summary>
    public Tools Since(DateTimeOffset last) => this with { Time = new SteadyTime(Time, last) };

    /// <returns>Null, with what is missing in words, when the platform can't be read well enough to move users on it.</returns>
    public static Tools? From(Ports ports, out string missing)
    {
        var names = new[]
        {
            (ports.Router is null, "weights"), (ports.Health is null, "target health"), (ports.Probe is null, "request counts"),
            (ports.Smoke is null, "smoke answers"), (ports.Artefacts is null, "artefacts"),
        };
        missing = string.Join(", ", names.Where(name => name.Item1).Select(name => name.Item2));
        return ports is { Router: { } router, Health: { } health, Probe: { } probe, Smoke: { } smoke, Artefacts: { } artefacts }
            ? new(ports.Stacks, router, health, probe, smoke, artefacts, ports.Time, ports.Rules)
            : null;
    }
}
