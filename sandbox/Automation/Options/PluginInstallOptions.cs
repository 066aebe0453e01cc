namespace Pulumi.Automation;

public class PluginInstallOptions
{
    public bool ExactVersion { get; set; }

    public string? ServerUrl { get; set; }
}
