namespace Infra.Policies.Sdk;

/// <summary>One demand of a framework, as it numbers it: <c>PCI DSS</c>, <c>4.0</c>, <c>3.5.1</c>.</summary>
public sealed record Control(string Framework, string Version, string Reference)
{
    public override string ToString() => $"{Framework} {Version} {Reference}";
}
