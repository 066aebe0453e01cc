using Pulumirpc;

namespace Pulumi;

/// <summary>What a provider's refusal to answer becomes in the program.</summary>
internal static class Failure
{
    public static InvalidOperationException Of(string what, string token, IEnumerable<CheckFailure> failures)
    {
        var reasons = failures.Select(failure => failure.Property == "" ? failure.Reason : $"{failure.Reason} ({failure.Property})");
        return new($"{what} of '{token}' failed: {string.Join("; ", reasons)}");
    }
}
