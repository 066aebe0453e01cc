namespace Infra.Sandbox.Engine.Config;

/// <summary>One value of a stack's configuration as its file holds it.</summary>
/// <param name="Text">The text; the ciphertext of a secret; the JSON text of an object.</param>
internal sealed record ConfigValue(string Text, bool IsSecret, bool IsObject);
