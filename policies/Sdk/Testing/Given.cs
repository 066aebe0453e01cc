using System.Collections.Immutable;
using Infra.Rpc;

namespace Infra.Policies.Sdk.Testing;

/// <summary>What rules are asked about in tests.</summary>
public static class Given
{
    /// <summary>A value that a preview does not know yet.</summary>
    public static string Unknown => WireValues.Unknown;

    /// <summary>A value that is marked as a secret.</summary>
    public static object Secret(object? value) => new Dictionary<string, object?> { [WireValues.SignatureKey] = WireValues.SecretSignature, ["value"] = value };

    /// <param name="properties">Such as <c>new { port = 80 }</c>: inputs for a rule about resources, outputs for one about stacks.</param>
    public static GivenResource Resource(string type, string name, object properties) => new(new(type, name, Wires.Fields(properties)));
}

/// <summary>One resource of a stack.</summary>
public sealed record GivenResource
{
    internal GivenResource(CaseResource one) => Case = one;

    internal CaseResource Case { get; private init; }

    /// <summary>The same, protected from deletion.</summary>
    public GivenResource Protected() => this with { Case = Case with { IsProtected = true } };

    /// <summary>The same, with properties that updates leave as they are.</summary>
    public GivenResource Ignoring(params string[] properties) => this with { Case = Case with { IgnoreChanges = [.. properties] } };

    /// <summary>The same, in a component.</summary>
    /// <param name="urn">The component's.</param>
    public GivenResource In(string urn) => this with { Case = Case with { Parent = urn } };

    /// <summary>The same, with a property whose value came from another resource of the stack.</summary>
    public GivenResource From(string property, GivenResource source) => this with { Case = Case with { From = Case.From.SetItem(property, source.Case.Name) } };
}
