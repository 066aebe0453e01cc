namespace Infra.Policies.Sdk;

/// <summary>What a rule says of a value that a preview does not know yet. The update knows it and judges it before it acts.</summary>
public enum WhenUnknown
{
    /// <summary>Say so as an advice: the rule is still to be judged.</summary>
    Advise,

    /// <summary>Say nothing.</summary>
    Skip,

    /// <summary>Violated: what the rule needs must be known before anything moves.</summary>
    Violation,
}
