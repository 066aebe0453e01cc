using Microsoft.Extensions.Logging;
using Pulumi.Automation.Commands;

namespace Pulumi.Automation;

public class LocalWorkspaceOptions
{
    public string? WorkDir { get; set; }

    public string? PulumiHome { get; set; }

    public PulumiCommand? PulumiCommand { get; set; }

    public string? SecretsProvider { get; set; }

    public PulumiFn? Program { get; set; }

    public ILogger? Logger { get; set; }

    public IDictionary<string, string?>? EnvironmentVariables { get; set; }

    public ProjectSettings? ProjectSettings { get; set; }

    public IDictionary<string, StackSettings>? StackSettings { get; set; }
}
