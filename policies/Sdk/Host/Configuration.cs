using System.Collections.Frozen;
using Infra.Rpc;
using Pulumirpc;

namespace Infra.Policies.Sdk.Host;

/// <summary>What levels and settings hold: configured, else the rule's own.</summary>
internal sealed class Configuration
{
    readonly FrozenDictionary<string, PolicyConfig> configured;

    public Configuration(IEnumerable<KeyValuePair<string, PolicyConfig>> configured) => this.configured = configured.ToFrozenDictionary();

    /// <summary>By rule, and by <c>all</c>.</summary>
    public IDictionary<string, PolicyConfig> Entries => configured;

    public static Configuration None { get; } = new([]);

    /// <exception cref="RpcException">A rule or setting that the pack does not have, or a value that does not fit: nothing is taken over.</exception>
    public static Configuration From(Pack pack, ConfigureAnalyzerRequest request)
    {
        string[] complaints = [.. request.PolicyConfig.SelectMany(entry => Complaints(pack, entry.Key, entry.Value).Concat(LevelComplaints(entry.Key, entry.Value)))];
        return complaints.Length == 0
            ? new(request.PolicyConfig)
            : throw new RpcException(StatusCode.InvalidArgument, $"The configuration of the policy pack '{pack.Name}' does not fit it: {string.Join("; ", complaints)}.");
    }

    // A rule without an entry of its own takes what is said for "all".
    public Level LevelOf(Rule rule) => (configured.GetValueOrDefault(rule.Name) ?? configured.GetValueOrDefault("all")) is { } config ? Of(config.EnforcementLevel) : rule.Level;

    public Settings SettingsOf(Rule rule) => configured.GetValueOrDefault(rule.Name)?.Properties is { } properties ? new(properties) : Settings.None;

    static Level Of(EnforcementLevel level) => level switch
    {
        EnforcementLevel.Advisory => Level.Advisory,
        EnforcementLevel.Mandatory => Level.Mandatory,
        EnforcementLevel.Disabled => Level.Disabled,
        EnforcementLevel.Remediate => Level.Remediate,
    };

    public static IEnumerable<string> Complaints(Pack pack, string name, PolicyConfig config)
    {
        var properties = config.Properties?.Fields ?? [];
        if (name == "all") return properties.Keys.Select(property => $"'all' sets '{property}', and only a level can be set for all");
        if (pack.Rules.FirstOrDefault(rule => rule.Name == name) is not { } rule)
            return [$"there is no rule '{name}' (known: {string.Join(", ", pack.Rules.Select(known => known.Name))})"];
        return properties.Select(property => rule.Settings.FirstOrDefault(setting => setting.Name == property.Key) is { } setting
            ? setting.Complaint(property.Value) is { } complaint ? $"{complaint} in '{name}'" : null
            : $"'{name}' has no setting '{property.Key}'{(rule.Settings.IsEmpty ? "" : $" (known: {string.Join(", ", rule.Settings.Select(known => known.Name))})")}").OfType<string>();
    }

    static IEnumerable<string> LevelComplaints(string name, PolicyConfig config) => Enum.IsDefined(config.EnforcementLevel)
        ? []
        : [$"'{name}' is set to level {(int)config.EnforcementLevel}, which the pack does not know (known: {string.Join(", ", Enum.GetValues<EnforcementLevel>().Select(level => $"{(int)level} {level}".ToLowerInvariant()))})"];
}
