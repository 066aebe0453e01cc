namespace Infra.Sandbox.World.Control;

/// <summary>What the body of every answer but 200, 204 and 404 holds.</summary>
internal sealed record Refusal(string Message);
