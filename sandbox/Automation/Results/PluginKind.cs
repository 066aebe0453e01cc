namespace Pulumi.Automation;

public enum PluginKind
{
    Analyzer = 0,
    Language = 1,
    Resource = 2,
}
