namespace Pulumi.Automation;

public class StackSettingsConfigValue(string value, bool isSecure)
{
    public string Value { get; } = value;

    public bool IsSecure { get; } = isSecure;
}
