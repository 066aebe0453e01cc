using Google.Protobuf.WellKnownTypes;
using Pulumi.Serialization;
using Pulumirpc;

namespace Pulumi;

/// <summary>Makes hooks known to the engine, and runs them when it calls.</summary>
internal sealed class HookRegistrar(Deployment deployment)
{
    public Task Register(ResourceHook hook) => Watched(async () => await deployment.Monitor.RegisterHookAsync(new()
    {
        Name = hook.Name,
        Callback = await deployment.Callbacks.AddAsync<ResourceHookRequest, ResourceHookResponse>((request, ct) => RunAsync(hook, request, ct)),
        OnDryRun = hook.Options.OnDryRun ?? false,
        IgnoreErrors = hook.Options.IgnoreErrors ?? false,
    }));

    public Task Register(ErrorHook hook) => Watched(async () => await deployment.Monitor.RegisterErrorHookAsync(new()
    {
        Name = hook.Name,
        Callback = await deployment.Callbacks.AddAsync<ErrorHookRequest, ErrorHookResponse>((request, ct) => RunAsync(hook, request, ct)),
    }));

    Task Watched(Func<Task> register)
    {
        var registering = RegisterAsync();
        deployment.Runner.Watch(registering);
        return registering;

        async Task RegisterAsync()
        {
            await deployment.RequireAsync("resourceHooks", "resource hooks");
            await register();
        }
    }

    static async Task<ResourceHookResponse> RunAsync(ResourceHook hook, ResourceHookRequest request, CancellationToken ct)
    {
        await hook.Callback(
            new(request.Urn, request.Id, request.Name, request.Type, Read(request.NewInputs), Read(request.OldInputs), Read(request.NewOutputs), Read(request.OldOutputs)), ct);
        return new();
    }

    static async Task<ErrorHookResponse> RunAsync(ErrorHook hook, ErrorHookRequest request, CancellationToken ct)
    {
        var args = new ErrorHookArgs(
            request.Urn, request.Id, request.Name, request.Type, Read(request.NewInputs), Read(request.OldInputs), Read(request.OldOutputs), request.FailedOperation, request.Errors);
        try
        {
            return new() { Retry = await hook.Callback(args, ct) };
        }
        catch (Exception e)
        {
            // The border of the user's hook: the engine is told whatever it throws.
            return new() { Error = e.Message };
        }
    }

    static System.Collections.Immutable.ImmutableDictionary<string, object?>? Read(Struct? properties) => properties is null ? null : CallbackValues.ReadSecrets(properties);
}
