using System.Runtime.InteropServices;
using Infra.Policies.Host;
using Infra.Policies.Rules;
using Infra.Policies.Sdk;
using Infra.Rpc;

// Started by a Pulumi engine, with the engine's address as the last argument.
// Standard output is the protocol's: its first line is the port, and nothing else is ever written there.
var engine = args.LastOrDefault();
var pack = new Pack("infra", typeof(Pack).Assembly.GetName().Version?.ToString(3) ?? "0.0.0", "What must hold for every release: immutable, proven, watched, closed to the world.", AllRules.List);
var analyzer = new Analyzer(pack);
var terminated = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
using var end = new CancellationTokenSource();

// Ctrl-C reaches the whole process group, and the engine ends its deployment in order: the pack is needed until it says Cancel.
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => End(signal, heeded: engine is null));
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => End(signal, heeded: true));

// An engine may give no input or an empty one; only input that was open when we were ready tells something by ending.
var input = Lifeline.InputEndedAsync();
await using var server = await GrpcServer.StartAsync(analyzer.Services, end.Token);
Task[] ends = [analyzer.Cancelled, terminated.Task, Lifeline.EngineGoneAsync(engine, TimeProvider.System, end.Token), .. input.IsCompleted ? (Task[])[] : [input]];
Console.Out.WriteLine(server.Port);
Console.Out.Flush();

await Task.WhenAny(ends);
await end.CancelAsync();
return 0;

void End(PosixSignalContext signal, bool heeded)
{
    signal.Cancel = true;
    if (heeded) terminated.TrySetResult();
}
