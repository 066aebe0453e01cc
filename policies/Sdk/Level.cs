namespace Infra.Policies.Sdk;

/// <summary>What a violation of a rule means: shown, or the end of the deployment.</summary>
internal enum Level
{
    Advisory,
    Mandatory,
    Disabled,
}
