namespace Pulumi.Automation;

public class ProjectTemplate
{
    public string? Description { get; set; }

    public string? QuickStart { get; set; }

    public IDictionary<string, ProjectTemplateConfigValue>? Config { get; set; }

    public bool? Important { get; set; }
}
