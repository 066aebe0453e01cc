using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json.Serialization;

namespace Infra.Orchestrator.Rollouts;

/// <summary>What a gate answers, with its reasons in numbers; the family is closed.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "verdict")]
[JsonDerivedType(typeof(Good), "good")]
[JsonDerivedType(typeof(Bad), "bad")]
[JsonDerivedType(typeof(NotEnough), "notEnough")]
public abstract record Verdict
{
    /// <summary>The gate that no plan names: whether users are where the weights say.</summary>
    public const string Share = "share";

    private Verdict(string gate, ImmutableArray<string> reasons) => (Gate, Reasons) = (gate, reasons);

    /// <summary>As a plan names it: <c>errors</c>, <c>slow</c>.</summary>
    public string Gate { get; }

    public ImmutableArray<string> Reasons { get; }

    [JsonIgnore]
    public string Says => string.Join("; ", Reasons);

    /// <summary>The answer alone: good, bad, not enough yet.</summary>
    [JsonIgnore]
    public string Word => this switch
    {
        Good => "good",
        Bad => "bad",
        NotEnough => "not enough yet",
        _ => throw new UnreachableException(GetType().Name),
    };

    /// <summary>Gate, answer and reasons in one line.</summary>
    [JsonIgnore]
    public string Line => $"{Gate}: {Word}: {Says}";

    public sealed record Good(string Gate, ImmutableArray<string> Reasons) : Verdict(Gate, Reasons);

    public sealed record Bad(string Gate, ImmutableArray<string> Reasons) : Verdict(Gate, Reasons);

    /// <param name="MoreRequests">About how many more candidate requests would be enough; 0 when requests are not what is missing.</param>
    public sealed record NotEnough(string Gate, ImmutableArray<string> Reasons, long MoreRequests) : Verdict(Gate, Reasons);
}
