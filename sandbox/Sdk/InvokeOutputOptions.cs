namespace Pulumi;

public class InvokeOutputOptions : InvokeOptions
{
    public InputList<Resource> DependsOn { get; set; } = new();
}
