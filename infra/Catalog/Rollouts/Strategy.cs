namespace Infra.Catalog.Rollouts;

/// <summary>How traffic moves: all at once, or share by share.</summary>
public enum Strategy
{
    BlueGreen,
    Canary,
}
