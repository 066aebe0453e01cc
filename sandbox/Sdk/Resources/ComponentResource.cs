using System.Collections.Immutable;

namespace Pulumi;

public class ComponentResource : Resource
{
    public ComponentResource(string type, string name, ComponentResourceOptions? options = null)
        : this(type, name, ResourceArgs.Empty, options)
    {
    }

    public ComponentResource(string type, string name, ResourceArgs? args, ComponentResourceOptions? options = null, bool remote = false)
        : this(type, name, args, options, remote, registerPackageRequest: null)
    {
    }

    public ComponentResource(
        string type, string name, ResourceArgs? args, ComponentResourceOptions? options, bool remote, RegisterPackageRequest? registerPackageRequest = null)
        : base(type, name, args ?? ResourceArgs.Empty, options ?? new ComponentResourceOptions(), remote, registerPackageRequest)
    {
    }

    protected void RegisterOutputs() => RegisterOutputs(ImmutableDictionary<string, object?>.Empty);

    protected void RegisterOutputs(IDictionary<string, object?> outputs) => RegisterOutputs(Output.Create(outputs));

    protected void RegisterOutputs(Task<IDictionary<string, object?>> outputs) => RegisterOutputs(Output.Create(outputs));

    protected void RegisterOutputs(Output<IDictionary<string, object?>> outputs)
    {
        var deployment = Deployment.Required;
        deployment.Runner.Watch(deployment.Registrar.RegisterOutputsAsync(this, outputs));
    }
}
