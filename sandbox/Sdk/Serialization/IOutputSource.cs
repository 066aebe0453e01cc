namespace Pulumi.Serialization;

/// <summary>Fills one output of a resource, once. Later attempts are passed over.</summary>
internal interface IOutputSource
{
    Type Type { get; }

    IOutput Output { get; }

    void Set(OutputData<object?> data);

    void SetMissing(bool isKnown);

    void Fail(Exception exception);
}
