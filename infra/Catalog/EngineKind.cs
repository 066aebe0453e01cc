namespace Infra.Catalog;

/// <summary>Which engine runs a stage's stacks.</summary>
public enum EngineKind
{
    Sandbox,
    Pulumi,
}
