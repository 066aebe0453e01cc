using System.Diagnostics;
using System.Globalization;
using Infra.Sandbox.Engine.Config;
using Infra.Sandbox.Engine.Programs;

namespace Infra.Sandbox.Engine.Analyzers;

/// <summary>The process of a policy pack: an executable file, or a folder with PulumiPolicy.yaml and a program of .NET or Node.js. Its first line says its port.</summary>
internal sealed class PackProcess : IAsyncDisposable
{
    readonly Process process;

    PackProcess(Process process, string path) => (this.process, Path) = (process, path);

    public string Path { get; }
    public int Port { get; private set; }
    public int Id => process.Id;
    public bool IsRunning => !process.HasExited;
    public int ExitCode => process.ExitCode;

    public static EngineException Error(string path, string what, Exception? inner = null) =>
        new($"The policy pack {path} can't be relied on, so nothing is done: {what}.", inner: inner);

    public static async Task<PackProcess> StartAsync(string path, string engineAddress, PackPlace place, PackPatience patience, TimeProvider time, CancellationToken ct)
    {
        var start = await CommandAsync(path, engineAddress, place.Program, ct);
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        foreach (var (name, value) in place.Environment) start.Environment[name] = value;
        var pack = new PackProcess(Start(path, start), path);
        try
        {
            pack.Port = await pack.PortAsync(patience.Connect, time, ct);
            pack.Drain(ct);
            return pack;
        }
        catch
        {
            await pack.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        // The whole tree: `dotnet run` leaves its child behind when it is killed alone.
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
    }

    static Process Start(string path, ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start) ?? throw Error(path, "its process did not start");
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw Error(path, $"it can't be started ({e.Message})", e);
        }
    }

    static async Task<ProcessStartInfo> CommandAsync(string path, string engineAddress, string workingDirectory, CancellationToken ct)
    {
        if (File.Exists(path)) return new(path, [engineAddress]) { WorkingDirectory = workingDirectory };
        var settings = System.IO.Path.Combine(path, "PulumiPolicy.yaml");
        if (!File.Exists(settings)) throw Error(path, "it is neither an executable file nor a folder with PulumiPolicy.yaml");
        switch (new ProjectFile(settings).Runtime)
        {
            case "dotnet":
                await BuildAsync(path, workingDirectory, ct);
                return new("dotnet", ["run", "--no-build", "--project", path, "--", engineAddress]) { WorkingDirectory = workingDirectory };
            case "nodejs":
                // Its SDK reads the package.json of the folder it runs in.
                return new("node", [NodeModules.Script(path, "run-policy-pack"), engineAddress, "."]) { WorkingDirectory = path };
            case var other:
                throw Error(path, $"its runtime is '{other}', and the sandbox runs packs of dotnet and nodejs");
        }
    }

    static async Task BuildAsync(string path, string workingDirectory, CancellationToken ct)
    {
        using var build = Start(path, new ProcessStartInfo("dotnet", ["build", path, "--nologo", "-v", "q"]) { WorkingDirectory = workingDirectory, RedirectStandardOutput = true, RedirectStandardError = true });
        var output = build.StandardOutput.ReadToEndAsync(ct);
        await build.WaitForExitAsync(ct);
        if (build.ExitCode != 0) throw Error(path, $"it does not build: {(await output).Trim()}");
    }

    async Task<int> PortAsync(TimeSpan limit, TimeProvider time, CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        try
        {
            var line = await process.StandardOutput.ReadLineAsync(either.Token);
            if (line is null)
            {
                await process.WaitForExitAsync(either.Token);
                throw Error(Path, $"it ended with exit code {process.ExitCode} before it said its port: {(await process.StandardError.ReadToEndAsync(either.Token)).Trim()}");
            }
            return int.TryParse(line.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= ushort.MaxValue
                ? port
                : throw Error(Path, $"its first line is '{line}' instead of a port");
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
        {
            throw Error(Path, $"it did not say its port within {limit.TotalSeconds:0.#} s", e);
        }
    }

    // A full pipe would stop the pack.
    void Drain(CancellationToken ct)
    {
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, ct);
        _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null, ct);
    }
}
