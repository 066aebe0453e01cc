using Infra.Tests.Cli;

namespace Infra.Tests.Kills;

/// <summary>A shop whose rollouts are quick and whose <c>infra</c> can be drilled.</summary>
sealed class KillProject : ShopProject
{
    public KillProject() => Say("strategy: canary, steps: [ { setWeight: 50, bake: 1s } ]");

    public Users Users() => new(ProductionPort);

    /// <summary>What infra.yaml says about rollouts from now on.</summary>
    public void Say(string rollout, string warm = "1s") =>
        SetRollout($"{rollout}, gates: [ {{ slow: {{ than: 250ms, p1: 50% }} }} ], hold: {{ for: 20s, then: return }}, warm: {warm}");

    public InfraProcess StartDrilled(Drillmaster master, params string[] args) => InfraProcess.Start(Folder, Temporary, null, args, ("INFRA_DRILL", master.Path));
}
