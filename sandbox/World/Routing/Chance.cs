namespace Infra.Sandbox.World.Routing;

/// <summary>Random numbers for every thread at once, without a lock, from one seed (the SplitMix64 sequence).</summary>
internal sealed class Chance(Random seed)
{
    ulong state = (ulong)seed.NextInt64();

    /// <summary>A number from 0 up to, and without, <paramref name="bound"/>.</summary>
    public int Below(int bound)
    {
        var z = Interlocked.Add(ref state, 0x9E3779B97F4A7C15);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return (int)(((UInt128)(z ^ (z >> 31)) * (uint)bound) >> 64);
    }
}
