namespace Pulumi;

/// <summary>An output whose type is not known at compile time.</summary>
internal interface IOutput
{
    Task<OutputData<object?>> GetUntypedDataAsync();
}
