using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Infra.Tests;

namespace Infra.Benchmarks.Policies;

/// <summary>The same forty rules with the official SDK for Node.js and with ours, over the same resources, asked by the same client in one run.</summary>
internal static class PolicyBenchmark
{
    private const int Resources = 5_000, Rounds = 3;
    private const double ThroughputBound = 5, StartBound = 0.5;

    internal static async Task<int> RunAsync(CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("infra-packs-");
        try
        {
            var (node, ours) = (NodePack(folder), await OwnPackAsync(folder, ct));
            Console.WriteLine("| pack | first answer | resources a second, first pass | warm | findings |");
            Console.WriteLine("|---|---|---|---|---|");
            var (theirs, own) = (await MeasureAsync("@pulumi/policy", node, ct), await MeasureAsync("infra, one file", ours, ct));
            if (theirs.Findings != own.Findings)
                throw new InvalidOperationException($"They don't judge alike: {theirs.Findings} findings and {own.Findings}.");
            var (faster, sooner) = (own.PerSecond / theirs.PerSecond, own.First / theirs.First);
            var holds = faster >= ThroughputBound && sooner <= StartBound;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Ours has {faster:0.0} times the throughput (at least {ThroughputBound} is asked for), and answers first after {sooner:0.00} of the time (at most {StartBound}){(holds ? "." : ": missed.")}"));
            return holds ? 0 : 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<PolicyFigures> MeasureAsync(string name, Func<string, ProcessStartInfo> command, CancellationToken ct)
    {
        var rounds = new List<PolicyFigures>();
        for (var round = 0; round < Rounds; round++)
            rounds.Add(await PolicyRun.MeasureAsync(command, Resources, ct));
        var best = new PolicyFigures(rounds.Min(one => one.First), rounds.Max(one => one.Cold), rounds.Max(one => one.PerSecond), rounds[0].Findings);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {best.First * 1e3:0} ms | {best.Cold:0} | {best.PerSecond:0} | {best.Findings} |"));
        return best;
    }

    /// <summary>As an engine starts one.</summary>
    private static Func<string, ProcessStartInfo> NodePack(DirectoryInfo folder)
    {
        var modules = Path.Combine(Repository.Root, "tests", "node", "node_modules");
        if (!Directory.Exists(modules)) throw new InvalidOperationException("The official SDK is not installed: run `npm ci --prefix tests/node`.");
        var pack = folder.CreateSubdirectory("node").FullName;
        File.Copy(Path.Combine(Repository.Root, "tests", "Benchmarks", "Policies", "FortyRules.js"), Path.Combine(pack, "index.js"));
        File.WriteAllText(Path.Combine(pack, "PulumiPolicy.yaml"), "runtime: nodejs\nversion: 1.0.0\n");
        File.WriteAllText(Path.Combine(pack, "package.json"), "{ \"name\": \"forty\", \"version\": \"1.0.0\", \"main\": \"index.js\" }\n");
        Directory.CreateSymbolicLink(Path.Combine(pack, "node_modules"), modules);
        return address => new("node", [Path.Combine(pack, "node_modules", "@pulumi", "pulumi", "cmd", "run-policy-pack"), address, "."]) { WorkingDirectory = pack };
    }

    private static async Task<Func<string, ProcessStartInfo>> OwnPackAsync(DirectoryInfo folder, CancellationToken ct)
    {
        var to = Path.Combine(folder.FullName, "own");
        using var publish = Process.Start(new ProcessStartInfo("dotnet",
        [
            "publish", Path.Combine(Repository.Root, "tests", "Benchmarks", "Pack"), "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "--self-contained", "-p:PublishSingleFile=true", "-o", to, "-v", "q", "--nologo",
        ])
        { RedirectStandardOutput = true })!;
        var said = await publish.StandardOutput.ReadToEndAsync(ct);
        await publish.WaitForExitAsync(ct);
        if (publish.ExitCode != 0) throw new InvalidOperationException($"The pack can't be published: {said}");
        return address => new(Path.Combine(to, "Infra.Benchmarks.Pack"), [address]) { WorkingDirectory = to };
    }
}
