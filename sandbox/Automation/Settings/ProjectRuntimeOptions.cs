namespace Pulumi.Automation;

public class ProjectRuntimeOptions
{
    public bool? TypeScript { get; set; }

    public string? Binary { get; set; }

    public string? VirtualEnv { get; set; }
}
