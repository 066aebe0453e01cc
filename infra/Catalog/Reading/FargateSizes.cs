using System.Globalization;

namespace Infra.Catalog.Reading;

/// <summary>Which memory goes with which CPU on Fargate (Amazon ECS task size table).</summary>
internal static class FargateSizes
{
    private static readonly Size[] Table =
    [
        new(256, 512, 2048, 512),
        new(512, 1024, 4096, 1024),
        new(1024, 2048, 8192, 1024),
        new(2048, 4096, 16384, 1024),
        new(4096, 8192, 30720, 1024),
        new(8192, 16384, 61440, 4096),
        new(16384, 32768, 122880, 8192),
    ];

    internal static (string Word, int Cpu)[] Cpus { get; } = Array.ConvertAll(Table, size => (size.Cpu.ToString(CultureInfo.InvariantCulture), size.Cpu));

    internal static string? Complaint(int cpu, int memory)
    {
        var (_, least, most, step) = Table.First(size => size.Cpu == cpu);
        return memory < least || memory > most || (memory - least) % step != 0 || (cpu == 256 && memory == 1536)
            ? $"cpu {cpu} does not go with memory {memory}; Fargate has {(cpu == 256 ? "512, 1024 or 2048" : $"{least} to {most} in steps of {step}")} there"
            : null;
    }

    private sealed record Size(int Cpu, int Least, int Most, int Step);
}
