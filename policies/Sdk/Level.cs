namespace Infra.Policies.Sdk;

/// <summary>What a violation of a rule means: shown, the end of the deployment, or mended where the rule knows how and the end where it doesn't.</summary>
public enum Level
{
    Advisory,
    Mandatory,
    Remediate,
    Disabled,
}
