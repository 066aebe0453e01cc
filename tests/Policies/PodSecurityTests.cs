using Google.Protobuf.WellKnownTypes;
using Infra.Policies.Rules.Kubernetes;
using Infra.Policies.Sdk;
using Infra.Policies.Sdk.Testing;
using YamlDotNet.RepresentationModel;

namespace Infra.Tests.Policies;

/// <summary>The fixtures of the Pod Security Standards before the pack's rules: each gets the verdict that the standard gives.</summary>
public sealed class PodSecurityTests
{
    static readonly string? folder = Repository.Shared is { } shared ? Path.Combine(shared, "data", "ecosystem", "pss", "test", "testdata") : null;

    static readonly Rule[] baseline = [.. PodSecurityHost.Rules, .. PodSecurityKernel.Rules];
    static readonly Rule[] restricted = [.. baseline, .. PodSecurityRestricted.Rules];

    public static TheoryData<string> Fixtures => folder is not null && Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file)).Order(StringComparer.Ordinal)]
        : [""];

    [Theory, MemberData(nameof(Fixtures))]
    public async Task A_pod_gets_the_verdict_of_the_standard(string fixture)
    {
        Assert.SkipWhen(fixture.Length == 0, "the fixtures of the Pod Security Standards are not beside this checkout");
        var parts = fixture.Split(Path.DirectorySeparatorChar);
        var (profile, version, verdict, file) = (parts[0], parts[1], parts[2], Path.GetFileNameWithoutExtension(parts[3]));

        var broken = await BrokenAsync(profile == "baseline" ? baseline : restricted, Pod(fixture), version);

        if (verdict == "pass")
            Assert.Empty(broken.Select(rule => rule.Name));
        else
            Assert.Contains(file.TrimEnd([.. "0123456789"]), broken.SelectMany(rule => rule.Controls).Select(control => control.Reference.Split(' ')[^1].ToLowerInvariant()));
    }

    [Fact]
    public void Every_control_of_the_standard_has_its_rule()
    {
        Assert.SkipWhen(folder is null, "the fixtures of the Pod Security Standards are not beside this checkout");
        var demanded = Directory.EnumerateFiles(folder!, "*.yaml", SearchOption.AllDirectories).Where(file => file.Contains("fail", StringComparison.Ordinal))
            .Select(file => Path.GetFileNameWithoutExtension(file).TrimEnd([.. "0123456789"])).Distinct();

        Assert.Empty(demanded.Except(restricted.SelectMany(rule => rule.Controls).Select(control => control.Reference.Split(' ')[^1].ToLowerInvariant())));
    }

    static async Task<IReadOnlyList<Rule>> BrokenAsync(IEnumerable<Rule> rules, Struct pod, string version)
    {
        var broken = new List<Rule>();
        foreach (var rule in rules)
        {
            var settings = rule.Settings.Any(setting => setting.Name == PodSecurity.Version.Name) ? new Struct { Fields = { [PodSecurity.Version.Name] = Value.ForString(version) } } : null;
            var one = new Case(Expected.Passes, [new("kubernetes:core/v1:Pod", "web", pod)], settings, "");
            if ((await CaseRunner.RunAsync(rule, one)).Complaint is not null) broken.Add(rule);
        }

        return broken;
    }

    static Struct Pod(string fixture)
    {
        var yaml = new YamlStream();
        using var text = File.OpenText(Path.Combine(folder!, fixture));
        yaml.Load(text);
        return YamlValues.Object(yaml.Documents[0].RootNode, fixture);
    }
}
