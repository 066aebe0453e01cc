using System.Runtime.InteropServices;
using Infra.Policies.Sdk.Host;
using Infra.Policies.Sdk.Verbs;
using Infra.Rpc;

namespace Infra.Policies.Sdk;

/// <summary>The main program of a pack.</summary>
public static class PackHost
{
    /// <summary>Serves the engine that started this process until it has no further question, and not a second longer than the engine lives or keeps the input open; or does what a person asks: <see cref="PackVerbs"/>.</summary>
    /// <param name="args">From an engine: its address is the last of them. Standard output is the protocol's then: its first line is the port, and nothing else is ever written there.</param>
    public static Task<int> RunAsync(Pack pack, string[] args) =>
        !pack.Problems.IsEmpty ? Task.FromResult(PackVerbs.Complain(pack.Problems))
        : args is [var verb, ..] && PackVerbs.Names.Contains(verb) ? PackVerbs.RunAsync(pack, args) : ServeAsync(pack, args);

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
        if (!input.IsCompleted) _ = input.ContinueWith(_ => Gone(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        using var lifeline = Lifeline.To(engine, Gone);
        await Console.Out.WriteLineAsync($"{server.Port}");
        await Console.Out.FlushAsync();

        await Task.WhenAny(analyzer.Cancelled, terminated.Task);
        await end.CancelAsync();
        return 0;

        // Nobody hears an answer any more, and an orderly end would wait for those that rules still owe.
        static void Gone() => Environment.Exit(0);

        void End(PosixSignalContext signal, bool heeded)
        {
            signal.Cancel = true;
            if (heeded) terminated.TrySetResult();
        }
    }
}
