using Infra.Rpc;
using Infra.Tests.Cli;
using Infra.Tests.Engine;
using Pulumirpc;

namespace Infra.Tests.Command;

/// <summary>A project in a folder of its own, and the built <c>pulumi</c> in it, with a home of its own.</summary>
internal sealed class PulumiProject : IDisposable
{
    readonly TemporaryFolder folder = new();

    public PulumiProject(string yaml = "name: shop\nruntime: dotnet\n")
    {
        folder.Write("work/Pulumi.yaml", yaml);
        Directory.CreateDirectory(State);
    }

    public string Path => folder.Path;
    public string Work => System.IO.Path.Combine(folder.Path, "work");
    public string Home => System.IO.Path.Combine(folder.Path, "home");
    public string State => System.IO.Path.Combine(folder.Path, "state");

    public InfraProcess Start(params string[] args) => Start(args, ("PULUMI_HOME", Home), ("PULUMI_CONFIG_PASSPHRASE", "correct horse"));

    public InfraProcess Start(string[] args, params (string, string)[] environment) => InfraProcess.Start(InfraProcess.Pulumi, Work, folder.Path, null, args, environment);

    public async Task<InfraProcess.Ended> RunAsync(params string[] args)
    {
        await using var pulumi = Start(args);
        return await pulumi.EndAsync();
    }

    public async Task<string> OkAsync(params string[] args)
    {
        var ended = await RunAsync(args);
        Assert.True(ended.ExitCode == 0, $"pulumi {string.Join(' ', args)} ended with {ended.ExitCode}: {ended.Error}{ended.Output}");
        return ended.Output;
    }

    /// <summary>A program that waits at an address, as the Automation API serves one.</summary>
    public static Task<GrpcServer> ServeAsync(Func<InlineProgram, CancellationToken, Task> program) =>
        GrpcServer.StartAsync(new GrpcServices().Unary<RunRequest, RunResponse>("pulumirpc.LanguageRuntime", "Run", async (request, ct) =>
        {
            using var monitor = new GrpcChannel(request.MonitorAddress);
            var inline = new InlineProgram(monitor, request);
            await inline.BeginAsync();
            await program(inline, ct);
            await inline.EndAsync();
            return new RunResponse();
        }), TestContext.Current.CancellationToken);

    public void Dispose() => folder.Dispose();
}
