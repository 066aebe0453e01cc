using Infra.Sandbox.World;

namespace Infra.Tests;

/// <summary>A port of 127.0.0.1 that nobody had a moment ago.</summary>
internal static class FreePort
{
    static readonly FreePorts ports = FreePorts.ForListeners(new Random());

    public static int Next() => ports.Next();
}
