namespace Infra.Policies.Sdk;

internal enum Severity
{
    Low,
    Medium,
    High,
    Critical,
}
