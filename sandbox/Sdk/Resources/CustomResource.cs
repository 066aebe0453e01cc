namespace Pulumi;

public class CustomResource : Resource
{
    internal const string IdName = "id";

    public CustomResource(string type, string name, ResourceArgs? args, CustomResourceOptions? options = null)
        : base(type, name, args ?? ResourceArgs.Empty, options ?? new CustomResourceOptions(), remote: false)
    {
    }

    [Output(IdName)]
    public Output<string> Id { get; private protected set; } = null!;
}
