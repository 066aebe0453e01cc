using System.Collections.Immutable;
using System.Runtime.ExceptionServices;

namespace Pulumi.Automation;

/// <summary>A program that runs in this process.</summary>
public abstract class PulumiFn
{
    static readonly IDictionary<string, object?> nothing = ImmutableDictionary<string, object?>.Empty;

    internal PulumiFn()
    {
    }

    public static PulumiFn Create(Func<CancellationToken, Task<IDictionary<string, object?>>> program) => new Inline(program);

    public static PulumiFn Create(Func<Task<IDictionary<string, object?>>> program) => new Inline(_ => program());

    public static PulumiFn Create(Func<CancellationToken, Task> program) => new Inline(async ct =>
    {
        await program(ct);
        return nothing;
    });

    public static PulumiFn Create(Func<Task> program) => Create(_ => program());

    public static PulumiFn Create(Func<IDictionary<string, object?>> program) => new Inline(_ => Task.FromResult(program()));

    public static PulumiFn Create(Action program) => new Inline(_ =>
    {
        program();
        return Task.FromResult(nothing);
    });

    public static PulumiFn Create<TStack>() where TStack : Stack, new() => new OfStack(typeof(TStack), services: null);

    public static PulumiFn Create<TStack>(IServiceProvider serviceProvider) where TStack : Stack => Create(serviceProvider, typeof(TStack));

    public static PulumiFn Create(IServiceProvider serviceProvider, Type stackType)
    {
        ArgumentNullException.ThrowIfNull(serviceProvider);
        ArgumentNullException.ThrowIfNull(stackType);
        return typeof(Stack).IsAssignableFrom(stackType)
            ? new OfStack(stackType, serviceProvider)
            : throw new ArgumentException($"Provided stack type must derive from {typeof(Stack).FullName}; {stackType.FullName} does not.", nameof(stackType));
    }

    /// <param name="onThrown">Gets what the program itself threw, which the caller of an update sees instead of the command's failure.</param>
    internal abstract void Start(Deployment deployment, Action<ExceptionDispatchInfo> onThrown, CancellationToken ct);

    sealed class Inline(Func<CancellationToken, Task<IDictionary<string, object?>>> program) : PulumiFn
    {
        internal override void Start(Deployment deployment, Action<ExceptionDispatchInfo> onThrown, CancellationToken ct) =>
            deployment.Start(async () =>
            {
                try
                {
                    return await program(ct);
                }
                catch (Exception e)
                {
                    onThrown(ExceptionDispatchInfo.Capture(e));
                    throw;
                }
            }, options: null);
    }

    sealed class OfStack(Type type, IServiceProvider? services) : PulumiFn
    {
        internal override void Start(Deployment deployment, Action<ExceptionDispatchInfo> onThrown, CancellationToken ct)
        {
            try
            {
                deployment.Start(type, services);
            }
            catch (Exception e)
            {
                onThrown(ExceptionDispatchInfo.Capture(e));
                throw;
            }
        }
    }
}
