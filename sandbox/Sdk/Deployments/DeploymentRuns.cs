using System.Collections.Immutable;
using System.Reflection;
using Infra.Rpc;
using Pulumirpc;

namespace Pulumi;

public sealed partial class Deployment
{
    const int Failed = 1;

    // The language host takes it to mean that the reason has been told already.
    const int FailedAndTold = 32;

    public static Task<int> RunAsync(Action action) => RunAsync(() =>
    {
        action();
        return Task.CompletedTask;
    });

    public static Task<int> RunAsync(Func<IDictionary<string, object?>> func) => RunAsync(() => Task.FromResult(func()));

    public static Task<int> RunAsync(Func<Task> func) => RunAsync(async () =>
    {
        await func();
        return (IDictionary<string, object?>)ImmutableDictionary<string, object?>.Empty;
    });

    public static Task<int> RunAsync(Func<Task<IDictionary<string, object?>>> func, StackOptions? options = null) =>
        RunFromEnvironmentAsync(deployment => deployment.Start(func, options));

    public static Task<int> RunAsync<TStack>() where TStack : Stack, new() =>
        RunFromEnvironmentAsync(deployment => deployment.Start(typeof(TStack), services: null));

    public static Task<int> RunAsync<TStack>(IServiceProvider serviceProvider) where TStack : Stack
    {
        ArgumentNullException.ThrowIfNull(serviceProvider);
        return RunFromEnvironmentAsync(deployment => deployment.Start(typeof(TStack), serviceProvider));
    }

    /// <summary>Runs a program in this process for an engine that asked for it by a RunRequest.</summary>
    internal static async Task<int> RunInlineAsync(DeploymentSettings settings, string monitorAddress, string engineAddress, Action<Deployment> start)
    {
        using var monitor = new GrpcMonitor(monitorAddress);
        using var engine = new GrpcChannel(engineAddress);
        return await RunAsync(new Deployment(settings, monitor, new GrpcEngine(engine)), start);
    }

    // Async, so that what it sets in the AsyncLocal ends with it.
    internal static async Task<int> RunAsync(Deployment deployment, Action<Deployment> start)
    {
        Instance = new DeploymentInstance(deployment);
        try
        {
            start(deployment);
        }
        catch (Exception e)
        {
            // The border of the user's program: whatever it throws is told to the engine.
            deployment.Runner.Fail(e);
        }
        await using var callbacks = deployment.Callbacks;
        var failures = await deployment.Runner.WaitAsync();
        foreach (var failure in failures) await deployment.TellAsync(failure);
        if (failures.Count > 0) return failures.All(failure => failure is LogException) ? Failed : FailedAndTold;
        if (deployment.Log.HasErrors) return Failed;
        // The engine may call back as long as it works, also when the program has nothing left to do.
        if (callbacks.IsUsed) await deployment.Monitor.SignalAndWaitForShutdownAsync();
        return 0;
    }

    internal void Start(Func<Task<IDictionary<string, object?>>> program, StackOptions? options) =>
        Runner.Watch(new Stack(program, options).Outputs.DataTask);

    internal void Start(Type type, IServiceProvider? services)
    {
        var made = services is null
            ? (Stack)Activator.CreateInstance(type, BindingFlags.DoNotWrapExceptions | BindingFlags.Public | BindingFlags.Instance | BindingFlags.CreateInstance, null, null, null)!
            : services.GetService(type) as Stack
                ?? throw new InvalidOperationException($"Failed to resolve instance of type {type} from service provider. Register the type with the service provider before calling {nameof(RunAsync)}.");
        made.RegisterPropertyOutputs();
    }

    static async Task<int> RunFromEnvironmentAsync(Action<Deployment> start)
    {
        var (settings, monitor, engine) = DeploymentSettings.FromEnvironment();
        // A program that doesn't return the exit code from Main shall fail all the same.
        return Environment.ExitCode = await RunInlineAsync(settings, monitor, engine, start);
    }

    async Task TellAsync(Exception failure)
    {
        if (failure is LogException)
        {
            await Console.Error.WriteLineAsync($"Error occurred trying to send logging message to engine:\n{failure}");
            return;
        }
        var (message, resource) = failure switch
        {
            RunException run => (run.Message, null),
            ResourceException { HideStack: true } about => (about.Message, about.Resource),
            ResourceException about => (about.ToString(), about.Resource),
            _ => ($"Running program '{Assembly.GetEntryAssembly()?.Location}' failed with an unhandled exception:\n{failure}", null),
        };
        await Log.WriteAsync(LogSeverity.Error, message, resource);
    }
}
