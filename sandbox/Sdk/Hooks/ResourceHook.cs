namespace Pulumi;

public class ResourceHook
{
    public ResourceHook(string name, ResourceHookCallback callback, ResourceHookOptions? options = null)
    {
        (Name, Callback, Options) = (name, callback, options ?? new());
        Registered = Deployment.Required.Hooks.Register(this);
    }

    protected ResourceHook(string name, ResourceHookCallback callback, ResourceHookOptions options, Task registered) =>
        (Name, Callback, Options, Registered) = (name, callback, options, registered);

    public string Name { get; }

    public ResourceHookCallback Callback { get; }

    public ResourceHookOptions Options { get; }

    /// <summary>Ends when the engine knows the hook; no resource may name it before.</summary>
    internal Task Registered { get; }
}
