namespace Infra.Policies.Sdk;

/// <summary>A file that a person gave can't be used: its problems, a sentence each, with where, what, and how to mend it.</summary>
internal sealed class UnusableFileException(IReadOnlyList<string> problems, Exception? inner = null) : Exception(string.Join(' ', problems), inner)
{
    public UnusableFileException(string problem, Exception? inner = null) : this([problem], inner)
    {
    }

    public IReadOnlyList<string> Problems => problems;
}
