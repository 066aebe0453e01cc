using System.Collections.Immutable;
using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace Infra.Policies.Sdk.Exemptions;

/// <summary>Exemptions as data: <c>policy-exemptions.yaml</c> beside the project's other files.</summary>
internal static class ExemptionFile
{
    const string Name = "policy-exemptions.yaml";

    static readonly ImmutableArray<string> required = ["rule", "resource", "owner", "reason", "expires"], optional = ["stage", "ticket"];

    /// <summary>Those of the project; none where it has no such file.</summary>
    /// <exception cref="UnusableFileException">With all that is wrong.</exception>
    public static ExemptionBook Book(string folder, Pack pack, TimeProvider time) =>
        GivenFile.Find(folder, Name) is { } file ? new(Read(file, pack), time) : ExemptionBook.Empty;

    /// <exception cref="UnusableFileException">With all that is wrong.</exception>
    // By its name alone: an engine may have it copied elsewhere.
    public static ImmutableArray<Exemption> Read(string path, Pack pack) => Parse(GivenFile.Text(path), Path.GetFileName(path), pack);

    public static ImmutableArray<Exemption> Parse(string text, string path, Pack pack)
    {
        var documents = GivenFile.Yaml(text, path);
        if (documents is []) return [];
        if (documents[0].RootNode is not YamlSequenceNode list)
            throw new UnusableFileException($"{path}:1: a list is expected, of `- {{ rule: NAME, resource: PATTERN, owner: WHO, reason: WHY, expires: 2027-01-31 }}`.");
        var problems = new List<string>();
        var all = list.Children.Select(node => Read(node, GivenFile.At(path, node), pack, problems)).OfType<Exemption>().ToImmutableArray();
        return problems.Count == 0 ? all : throw new UnusableFileException(problems);
    }

    static Exemption? Read(YamlNode node, string place, Pack pack, List<string> problems)
    {
        if (node is not YamlMappingNode map)
        {
            problems.Add($"{place}: an exemption has {string.Join(", ", required)}.");
            return null;
        }

        var values = map.Children.ToDictionary(pair => $"{pair.Key}", pair => $"{pair.Value}");
        if (values.TryGetValue("rule", out var written))
        {
            if (pack.Own(written) is not { } own) return null;
            values["rule"] = own;
        }

        string[] wrong =
        [
            .. values.Keys.Except([.. required, .. optional]).Select(key => $"\"{key}\" is not known; known: {string.Join(", ", [.. required, .. optional])}"),
            .. required.Where(key => values.GetValueOrDefault(key, "").Trim().Length == 0).Select(key => $"{key} is missing"),
            .. values.TryGetValue("rule", out var rule) && pack.Rules.All(known => known.Name != rule) ? [$"the pack '{pack.Name}' has no rule '{rule}'; that of another pack is written PACK/{rule}"] : (string[])[],
            .. values.TryGetValue("expires", out var until) && !DateOnly.TryParseExact(until, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? [$"expires is \"{until}\", which is no date such as 2027-01-31"] : (string[])[],
        ];
        problems.AddRange(wrong.Select(complaint => $"{place}: {complaint}."));
        return wrong.Length > 0 ? null : new()
        {
            Rule = values["rule"],
            Resource = values["resource"],
            Stage = values.GetValueOrDefault("stage"),
            Owner = values["owner"],
            Reason = values["reason"],
            Ticket = values.GetValueOrDefault("ticket"),
            Expires = DateOnly.ParseExact(values["expires"], "yyyy-MM-dd", CultureInfo.InvariantCulture),
            Place = place,
        };
    }
}
