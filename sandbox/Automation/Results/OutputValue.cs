namespace Pulumi.Automation;

public sealed class OutputValue
{
    internal OutputValue(object value, bool isSecret) => (Value, IsSecret) = (value, isSecret);

    public object Value { get; }

    public bool IsSecret { get; }
}
