namespace Infra.Sandbox.World.Control;

internal sealed record AddImage(string Repository, string Folder, string? Tag);
