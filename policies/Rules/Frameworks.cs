using Infra.Policies.Sdk;

namespace Infra.Policies.Rules;

/// <summary>The frameworks whose controls rules support. None of them is certified by a rule.</summary>
internal static class Frameworks
{
    public static Control CisAws(string reference) => new("CIS AWS Foundations", "3.0", reference);

    public static Control Fsbp(string reference) => new("AWS Foundational Security Best Practices", "1.0.0", reference);

    public static Control Pci(string reference) => new("PCI DSS", "4.0", reference);

    public static Control Soc2(string reference) => new("SOC 2", "2017", reference);

    public static Control Iso(string reference) => new("ISO 27001", "2022", reference);

    public static Control Hipaa(string reference) => new("HIPAA", "45 CFR 164", reference);

    public static Control Nist(string reference) => new("NIST 800-53", "r5", reference);

    /// <param name="reference"><c>baseline</c> or <c>restricted</c>, and the control's name.</param>
    public static Control PodSecurity(string reference) => new("Kubernetes Pod Security Standards", "1.0", reference);

    public static Control CisKubernetes(string reference) => new("CIS Kubernetes", "1.9", reference);

    public static Control Dora(string reference) => new("DORA", "EU 2022/2554", reference);
}
