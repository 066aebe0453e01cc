using Pulumi.Automation.Events;

namespace Pulumi.Automation;

public class UpdateOptions
{
    public int? Parallel { get; set; }

    public string? Message { get; set; }

    public List<string>? Target { get; set; }

    public List<string>? Exclude { get; set; }

    public List<string>? PolicyPacks { get; set; }

    public List<string>? PolicyPackConfigs { get; set; }

    public Action<string>? OnStandardOutput { get; set; }

    public Action<string>? OnStandardError { get; set; }

    public Action<EngineEvent>? OnEvent { get; set; }

    public string? Color { get; set; }

    public bool? LogFlow { get; set; }

    public int? LogVerbosity { get; set; }

    public bool? LogToStdErr { get; set; }

    public string? Tracing { get; set; }

    public bool? Debug { get; set; }

    public bool? Json { get; set; }

    public string? ConfigFile { get; set; }

    public string? Profiling { get; set; }
}
