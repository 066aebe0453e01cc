namespace Pulumi.Automation;

public class ProjectBackend
{
    public string? Url { get; set; }
}
