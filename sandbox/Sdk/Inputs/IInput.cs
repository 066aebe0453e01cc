namespace Pulumi;

/// <summary>An input whose type is not known at compile time.</summary>
internal interface IInput
{
    IOutput ToUntypedOutput();
}
