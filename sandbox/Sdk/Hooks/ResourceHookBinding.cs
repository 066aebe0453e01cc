using Pulumirpc;

namespace Pulumi;

public class ResourceHookBinding
{
    public List<ResourceHook> BeforeCreate { get; set; } = [];

    public List<ResourceHook> AfterCreate { get; set; } = [];

    public List<ResourceHook> BeforeUpdate { get; set; } = [];

    public List<ResourceHook> AfterUpdate { get; set; } = [];

    public List<ResourceHook> BeforeDelete { get; set; } = [];

    public List<ResourceHook> AfterDelete { get; set; } = [];

    public List<ErrorHook> OnError { get; set; } = [];

    public bool IsEmpty =>
        BeforeCreate.Count + AfterCreate.Count + BeforeUpdate.Count + AfterUpdate.Count + BeforeDelete.Count + AfterDelete.Count + OnError.Count == 0;

    public ResourceHookBinding Clone() => Concat(new());

    public ResourceHookBinding Concat(ResourceHookBinding other) => new()
    {
        BeforeCreate = [.. BeforeCreate, .. other.BeforeCreate],
        AfterCreate = [.. AfterCreate, .. other.AfterCreate],
        BeforeUpdate = [.. BeforeUpdate, .. other.BeforeUpdate],
        AfterUpdate = [.. AfterUpdate, .. other.AfterUpdate],
        BeforeDelete = [.. BeforeDelete, .. other.BeforeDelete],
        AfterDelete = [.. AfterDelete, .. other.AfterDelete],
        OnError = [.. OnError, .. other.OnError],
    };

    /// <summary>The names of the hooks, once the engine knows all of them.</summary>
    internal async Task<RegisterResourceRequest.Types.ResourceHooksBinding> ToWireAsync() => new()
    {
        BeforeCreate = { await NamesAsync(BeforeCreate) },
        AfterCreate = { await NamesAsync(AfterCreate) },
        BeforeUpdate = { await NamesAsync(BeforeUpdate) },
        AfterUpdate = { await NamesAsync(AfterUpdate) },
        BeforeDelete = { await NamesAsync(BeforeDelete) },
        AfterDelete = { await NamesAsync(AfterDelete) },
        OnError = { await NamesAsync(OnError.Select(hook => (hook.Name, hook.Registered))) },
    };

    internal static ResourceHookBinding FromWire(RegisterResourceRequest.Types.ResourceHooksBinding wire) => new()
    {
        BeforeCreate = [.. wire.BeforeCreate.Select(name => new KnownHook(name))],
        AfterCreate = [.. wire.AfterCreate.Select(name => new KnownHook(name))],
        BeforeUpdate = [.. wire.BeforeUpdate.Select(name => new KnownHook(name))],
        AfterUpdate = [.. wire.AfterUpdate.Select(name => new KnownHook(name))],
        BeforeDelete = [.. wire.BeforeDelete.Select(name => new KnownHook(name))],
        AfterDelete = [.. wire.AfterDelete.Select(name => new KnownHook(name))],
        OnError = [.. wire.OnError.Select(name => new ErrorHook(name, (_, _) => Task.FromResult(false), Task.CompletedTask))],
    };

    static Task<string[]> NamesAsync(IEnumerable<ResourceHook> hooks) => NamesAsync(hooks.Select(hook => (hook.Name, hook.Registered)));

    static Task<string[]> NamesAsync(IEnumerable<(string Name, Task Registered)> hooks) => Task.WhenAll(hooks.Select(async hook =>
    {
        await hook.Registered;
        return hook.Name;
    }));

    /// <summary>A hook of which the engine told the name: it is registered, here or elsewhere, and runs there.</summary>
    sealed class KnownHook(string name) : ResourceHook(name, (_, _) => Task.CompletedTask, new(), Task.CompletedTask);
}
