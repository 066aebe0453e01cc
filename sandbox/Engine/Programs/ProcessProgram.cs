using System.ComponentModel;
using System.Diagnostics;

namespace Infra.Sandbox.Engine.Programs;

/// <summary>A program that runs as a process of its own; its lines become messages of the operation.</summary>
/// <param name="folder">Where it runs.</param>
/// <param name="environment">Added to this process's own; null unsets.</param>
internal abstract class ProcessProgram(string folder, IReadOnlyDictionary<string, string?> environment) : IProgram
{
    // The exit code by which an SDK says that it has told the user all there is to know.
    const int Told = 32;

    public async Task<string?> RunAsync(ProgramCall call, CancellationToken ct)
    {
        if (await PrepareAsync(ct) is { } problem) return problem;
        using var process = Start(Command(call));
        try
        {
            await Task.WhenAll(ForwardAsync(process.StandardOutput, "info", call), ForwardAsync(process.StandardError, "info#err", call), process.WaitForExitAsync(ct));
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
        return process.ExitCode switch
        {
            0 => null,
            Told => "",
            var code => $"Program exited with non-zero exit code: {code}",
        };
    }

    /// <summary>What must be done before the first run; answers what went wrong.</summary>
    protected abstract Task<string?> PrepareAsync(CancellationToken ct);

    protected abstract ProcessStartInfo Command(ProgramCall call);

    protected ProcessStartInfo Command(string file, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(file, arguments) { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return start;
    }

    protected static Process Start(ProcessStartInfo start)
    {
        try
        {
            var process = Process.Start(start)!;
            process.StandardInput.Close();
            return process;
        }
        catch (Win32Exception e)
        {
            throw new EngineException($"{start.FileName} can't be started ({e.Message}); the program needs it on PATH.", inner: e);
        }
    }

    static async Task ForwardAsync(StreamReader lines, string severity, ProgramCall call)
    {
        while (await lines.ReadLineAsync(CancellationToken.None) is { } line) call.OnLine(severity, line);
    }
}
