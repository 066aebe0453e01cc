namespace Pulumi;

public class CustomResource : Resource
{
    internal const string IdName = "id";

    public CustomResource(string type, string name, ResourceArgs? args, CustomResourceOptions? options = null)
        : this(type, name, args, options, registerPackageRequest: null)
    {
    }

    public CustomResource(string type, string name, ResourceArgs? args, CustomResourceOptions? options = null, RegisterPackageRequest? registerPackageRequest = null)
        : base(type, name, args ?? ResourceArgs.Empty, options ?? new CustomResourceOptions(), remote: false, registerPackageRequest)
    {
    }

    private protected CustomResource(Output<string> urn, Output<string> id) : base(urn) => Id = id;

    [Output(IdName)]
    public Output<string> Id { get; private protected set; } = null!;
}
