using System.Text.Json.Serialization;

namespace Pulumi.Automation;

public class PluginInfo
{
    [JsonConstructor]
    internal PluginInfo(
        string name, string? path, PluginKind kind, string? version, long size, DateTimeOffset installTime, DateTimeOffset lastUsedTime, string? serverUrl) =>
        (Name, Path, Kind, Version, Size, InstallTime, LastUsedTime, ServerUrl) = (name, path, kind, version, size, installTime, lastUsedTime, serverUrl);

    public string Name { get; }

    public string? Path { get; }

    public PluginKind Kind { get; }

    public string? Version { get; }

    public long Size { get; }

    public DateTimeOffset InstallTime { get; }

    public DateTimeOffset LastUsedTime { get; }

    public string? ServerUrl { get; }
}
