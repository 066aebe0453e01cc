using Semver;

namespace Pulumi.Automation.Commands;

public class LocalPulumiCommandOptions
{
    public SemVersion? Version { get; set; }

    public string? Root { get; set; }

    public bool SkipVersionCheck { get; set; }
}
