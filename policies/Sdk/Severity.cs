namespace Infra.Policies.Sdk;

public enum Severity
{
    Low,
    Medium,
    High,
    Critical,
}
