namespace Pulumi.Automation;

public class ProjectRuntime(ProjectRuntimeName name)
{
    public ProjectRuntimeName Name { get; set; } = name;

    public ProjectRuntimeOptions? Options { get; set; }
}
