using System.Runtime.InteropServices;

namespace Infra.Sandbox.Engine.Terminals;

/// <summary>The command as a process of its own: its streams, its terminal, its signals.</summary>
public static class CommandProcess
{
    // What a shell says of a process that SIGINT ended.
    const int Interrupted = 130;

    const string Diagnostics = "DOTNET_EnableDiagnostics";

    /// <summary>Where the user's login and selected stacks are kept.</summary>
    public static string Home => Environment.GetEnvironmentVariable("PULUMI_HOME") is { Length: > 0 } home
        ? Path.GetFullPath(home)
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".pulumi");

    /// <summary>The folder that a command line is about: of <c>--cwd</c>, or the current one.</summary>
    public static string Folder(IReadOnlyList<string> args) => Path.GetFullPath(args.Index().Select(arg => arg.Item switch
    {
        "-C" or "--cwd" => args.ElementAtOrDefault(arg.Index + 1),
        _ when arg.Item.StartsWith("--cwd=", StringComparison.Ordinal) => arg.Item["--cwd=".Length..],
        _ => null,
    }).FirstOrDefault(folder => folder is not null) ?? ".");

    /// <param name="environment">Added to this process's own.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, EngineOptions options, IReadOnlyDictionary<string, string?> environment)
    {
        // World and packs inherit it: a .NET process that is killed would leave its diagnostic sockets in the temporary folder.
        if (Environment.GetEnvironmentVariable(Diagnostics) is null) Environment.SetEnvironmentVariable(Diagnostics, "0");
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Stop(signal, stop));
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Stop(signal, stop));
        await using var cli = new PulumiCli(options);
        var result = await cli.RunAsync(new CliCall
        {
            Args = [.. args],
            WorkingDirectory = Environment.CurrentDirectory,
            Environment = environment,
            Input = Console.In.ReadToEnd,
            OnOutput = Console.Out.WriteLine,
            OnError = Console.Error.WriteLine,
            Terminal = ConsoleTerminal.OfProcess(),
        }, stop.Token);
        return result.ExitCode;
    }

    /// <summary>The first asks, the second doesn't.</summary>
    static void Stop(PosixSignalContext signal, CancellationTokenSource stop)
    {
        signal.Cancel = true;
        if (stop.IsCancellationRequested) Environment.Exit(Interrupted);
        Console.Error.WriteLine("^C received; cancelling. If you would like to terminate immediately, press ^C again.\nNote that terminating immediately may lead to orphaned resources and other inconsistencies.");
        stop.Cancel();
    }
}
