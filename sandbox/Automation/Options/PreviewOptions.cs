using Microsoft.Extensions.Logging;

namespace Pulumi.Automation;

public sealed class PreviewOptions : UpdateOptions
{
    public bool? ExpectNoChanges { get; set; }

    public bool? Diff { get; set; }

    public List<string>? Replace { get; set; }

    public bool? ExcludeDependents { get; set; }

    public bool? TargetDependents { get; set; }

    public PulumiFn? Program { get; set; }

    public string? Plan { get; set; }

    public ILogger? Logger { get; set; }

    public bool? Refresh { get; set; }

    public bool? ShowReads { get; set; }
}
