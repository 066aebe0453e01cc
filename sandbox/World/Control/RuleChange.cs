using Infra.Sandbox.World.Model;

namespace Infra.Sandbox.World.Control;

/// <summary>A rule as it is to be, and as it was when that was decided.</summary>
internal sealed record RuleChange(Rule From, Rule To);
