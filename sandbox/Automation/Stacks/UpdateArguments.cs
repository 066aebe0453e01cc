using System.Globalization;

namespace Pulumi.Automation;

/// <summary>Writes options as arguments of the command, in the order in which the official SDK writes them.</summary>
internal sealed class UpdateArguments(params string[] start)
{
    readonly List<string> args = [.. start];

    public UpdateArguments Flag(string flag, bool? isSet)
    {
        if (isSet is true) args.Add(flag);
        return this;
    }

    public UpdateArguments Choice(string flag, bool? value)
    {
        if (value is { } chosen) args.Add($"{flag}={(chosen ? "true" : "false")}");
        return this;
    }

    public UpdateArguments Value(string flag, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value)) args.AddRange(flag, value);
        return this;
    }

    public UpdateArguments Value(string flag, int? value) => Value(flag, value?.ToString(CultureInfo.InvariantCulture));

    public UpdateArguments Values(string flag, IEnumerable<string>? values)
    {
        foreach (var value in values ?? []) args.AddRange(flag, value);
        return this;
    }

    /// <summary>Text that the command passes on to somebody else; what is added later still stands before it.</summary>
    public UpdateArguments Rest(IReadOnlyList<string>? values)
    {
        if (values is { Count: > 0 }) args.AddRange(["--", .. values]);
        return this;
    }

    public UpdateArguments Common(UpdateOptions options) => Value("--parallel", options.Parallel)
        .Value("--message", options.Message)
        .Values("--exclude", options.Exclude)
        .Values("--target", options.Target)
        .Values("--policy-pack", options.PolicyPacks)
        // The command's flag is --policy-pack-config; the official SDK writes this, and so do we, that both flavours fail alike.
        .Values("--policy-pack-configs", options.PolicyPackConfigs)
        .Value("--color", options.Color)
        .Flag("--logflow", options.LogFlow)
        .Value("--verbose", options.LogVerbosity)
        .Flag("--logtostderr", options.LogToStdErr)
        .Value("--tracing", options.Tracing)
        .Flag("--debug", options.Debug)
        .Flag("--json", options.Json)
        .Value("--config-file", options.ConfigFile)
        .Value("--profiling", options.Profiling);

    public List<string> ToList() => args;
}
