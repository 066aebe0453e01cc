namespace Pulumi.Automation.Exceptions;

public class MissingExpectedEventException : Exception
{
    internal MissingExpectedEventException(string name, string? message) : base(message) => Name = name;

    public string Name { get; }
}
