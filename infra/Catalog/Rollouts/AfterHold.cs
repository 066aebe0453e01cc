namespace Infra.Catalog.Rollouts;

public enum AfterHold
{
    /// <summary>Traffic returns to the stable side.</summary>
    Return,

    /// <summary>The rollout goes on without enough evidence.</summary>
    Proceed,
}
