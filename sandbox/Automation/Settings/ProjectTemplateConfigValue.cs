namespace Pulumi.Automation;

public class ProjectTemplateConfigValue
{
    public string? Description { get; set; }

    public string? Default { get; set; }

    public bool? Secret { get; set; }
}
