namespace Pulumi;

public class ErrorHook
{
    public ErrorHook(string name, ErrorHookCallback callback)
    {
        (Name, Callback) = (name, callback);
        Registered = Deployment.Required.Hooks.Register(this);
    }

    protected internal ErrorHook(string name, ErrorHookCallback callback, Task registered) =>
        (Name, Callback, Registered) = (name, callback, registered);

    public string Name { get; }

    public ErrorHookCallback Callback { get; }

    /// <inheritdoc cref="ResourceHook.Registered"/>
    internal Task Registered { get; }
}
