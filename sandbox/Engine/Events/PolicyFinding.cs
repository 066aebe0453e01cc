namespace Infra.Sandbox.Engine.Events;

/// <summary>What a policy said about a resource or the stack.</summary>
/// <param name="Urn">The resource a stack policy points at; empty for the one being looked at.</param>
internal sealed record PolicyFinding(string Policy, string Pack, string PackVersion, string Message, bool IsMandatory, string Urn);
