using System.Runtime.InteropServices;
using Infra.Policies.Sdk.Host;
using Infra.Policies.Sdk.Verbs;
using Infra.Rpc;

namespace Infra.Policies.Sdk;

/// <summary>The main program of a pack.</summary>
public static class PackHost
{
    /// <summary>Serves the engine that started this process until it has no further question, is gone, or closes the input; or does what a person asks: <see cref="PackVerbs"/>.</summary>
    /// <param name="args">From an engine: its address is the last of them. Standard output is the protocol's then: its first line is the port, and nothing else is ever written there.</param>
    public static Task<int> RunAsync(Pack pack, string[] args) =>
        args is [var verb, ..] && PackVerbs.Names.Contains(verb) ? PackVerbs.RunAsync(pack, args) : ServeAsync(pack, args);

    static async Task<int> ServeAsync(Pack pack, string[] args)
    {
        var engine = args.LastOrDefault();
        var analyzer = new Analyzer(pack, new(TimeProvider.System, RuleRunner.Patience), TimeProvider.System);
        var terminated = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var end = new CancellationTokenSource();

        // Ctrl-C reaches the whole process group, and the engine ends its deployment in order: the pack is needed until it says Cancel.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => End(signal, heeded: engine is null));
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => End(signal, heeded: true));

        // An engine may give no input or an empty one; only input that was open when we were ready tells something by ending.
        var input = Lifeline.InputEndedAsync();
        await using var server = await GrpcServer.StartAsync(analyzer.Services, end.Token);
        Task[] ends = [analyzer.Cancelled, terminated.Task, Lifeline.EngineGoneAsync(engine, TimeProvider.System, end.Token), .. input.IsCompleted ? (Task[])[] : [input]];
        await Console.Out.WriteLineAsync($"{server.Port}");
        await Console.Out.FlushAsync();

        await Task.WhenAny(ends);
        await end.CancelAsync();
        return 0;

        void End(PosixSignalContext signal, bool heeded)
        {
            signal.Cancel = true;
            if (heeded) terminated.TrySetResult();
        }
    }
}
