namespace Infra.Sandbox.Engine.Providers.Clouds;

/// <summary>What is remembered of a creation before it is done: who dies in it left this behind, and who comes next goes on with it.</summary>
/// <param name="Key">As the cloud lists the resource.</param>
/// <param name="Seed">Of its <see cref="Dice"/>.</param>
internal sealed record Creation(string Urn, string Type, string Id, string Key, string Seed);
