namespace Infra.Policies.Sdk.Exemptions;

/// <summary>The file of exemptions can't be used, so nothing is judged: all its problems, a sentence each.</summary>
internal sealed class ExemptionException(IReadOnlyList<string> problems) : Exception(string.Join(' ', problems))
{
    public IReadOnlyList<string> Problems => problems;
}
