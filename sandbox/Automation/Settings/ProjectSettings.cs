namespace Pulumi.Automation;

public class ProjectSettings
{
    public ProjectSettings(string name, ProjectRuntime runtime) => (Name, Runtime) = (name, runtime);

    public ProjectSettings(string name, ProjectRuntimeName runtime) : this(name, new ProjectRuntime(runtime))
    {
    }

    public string Name { get; set; }

    public ProjectRuntime Runtime { get; set; }

    public string? Main { get; set; }

    public string? Description { get; set; }

    public string? Author { get; set; }

    public string? Website { get; set; }

    public string? License { get; set; }

    public string? Config { get; set; }

    public ProjectTemplate? Template { get; set; }

    public ProjectBackend? Backend { get; set; }

    /// <summary>Whether nobody wrote these settings: an existing file then wins over them.</summary>
    internal bool IsDefault { get; private init; }

    /// <summary>What an inline program gets that brings no settings of its own.</summary>
    internal static ProjectSettings Default(string name) =>
        new(name, ProjectRuntimeName.Dotnet) { Main = Directory.GetCurrentDirectory(), IsDefault = true };
}
