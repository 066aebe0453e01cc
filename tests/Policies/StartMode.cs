namespace Infra.Tests.Policies;

/// <summary>The two ways in which engines start a pack.</summary>
public enum StartMode
{
    /// <summary>A folder with PulumiPolicy.yaml of <c>runtime: dotnet</c>: the language host builds it and has <c>dotnet run</c> run it.</summary>
    Folder,

    /// <summary>One executable file, published as the README says.</summary>
    File,
}
