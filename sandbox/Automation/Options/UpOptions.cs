using Microsoft.Extensions.Logging;

namespace Pulumi.Automation;

public sealed class UpOptions : UpdateOptions
{
    public bool? ExpectNoChanges { get; set; }

    public bool? Diff { get; set; }

    public List<string>? Replace { get; set; }

    public bool? ExcludeDependents { get; set; }

    public bool? TargetDependents { get; set; }

    public PulumiFn? Program { get; set; }

    public string? Plan { get; set; }

    public bool? ShowSecrets { get; set; }

    public ILogger? Logger { get; set; }

    public bool? ContinueOnError { get; set; }

    public bool? Refresh { get; set; }

    public bool? ShowReads { get; set; }
}
