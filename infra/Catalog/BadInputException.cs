using System.Collections.Immutable;

namespace Infra.Catalog;

/// <summary>What a person gave us can't be used; each problem is one sentence that says where, what, and how to mend it.</summary>
public sealed class BadInputException(ImmutableArray<string> problems) : Exception(string.Join('\n', problems))
{
    public BadInputException(string problem) : this([problem])
    {
    }

    public ImmutableArray<string> Problems => problems;
}
