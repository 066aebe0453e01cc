using System.Collections.Immutable;

namespace Infra.Catalog.Reading;

/// <summary>Which memory goes with which CPU on Fargate (Amazon ECS task size table).</summary>
internal static class FargateSizes
{
    private static readonly ImmutableSortedDictionary<int, (int Least, int Most, int Step)> Table = new Dictionary<int, (int, int, int)>
    {
        [256] = (512, 2048, 512),
        [512] = (1024, 4096, 1024),
        [1024] = (2048, 8192, 1024),
        [2048] = (4096, 16384, 1024),
        [4096] = (8192, 30720, 1024),
        [8192] = (16384, 61440, 4096),
        [16384] = (32768, 122880, 8192),
    }.ToImmutableSortedDictionary();

    internal static IEnumerable<int> Cpus => Table.Keys;

    internal static string? Complaint(int cpu, int memory)
    {
        var (least, most, step) = Table[cpu];
        return memory < least || memory > most || (memory - least) % step != 0 || (cpu == 256 && memory == 1536)
            ? $"cpu {cpu} does not go with memory {memory}; Fargate has {(cpu == 256 ? "512, 1024 or 2048" : $"{least} to {most} in steps of {step}")} there"
            : null;
    }
}
