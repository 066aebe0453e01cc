using Google.Protobuf.WellKnownTypes;
using Infra.Policies.Sdk;
using Infra.Policies.Sdk.Host;
using Infra.Rpc;
using Infra.Tests.Support;
using Pulumirpc;
using static Infra.Tests.Policies.Kit;

namespace Infra.Tests.Policies;

/// <summary>How strict a project is, as a file of its own.</summary>
public sealed class ConfigurationFileTests
{
    static readonly ValueSetting<double> most = new("most", "How many.", 1);

    static readonly Pack pack = new("test", "1", "", [Counting("few"), Counting("fewer")]);

    [Fact]
    public void Settings_and_levels_of_the_project_hold_without_an_engines_word()
    {
        var answer = With("few: { most: 5 }\nfewer: advisory\n").Analyze(Some("t", new { count = 4 }));

        Assert.Equal(("fewer", EnforcementLevel.Advisory), Assert.Single(answer.Diagnostics.Select(found => (found.PolicyName, found.EnforcementLevel))));
    }

    [Fact]
    public void A_rule_of_which_only_settings_are_said_keeps_its_level() =>
        Assert.Equal(EnforcementLevel.Mandatory, Assert.Single(With("few: { most: 3 }\nfewer: disabled\n").Analyze(Some("t", new { count = 4 })).Diagnostics).EnforcementLevel);

    [Fact]
    public void What_is_said_of_all_holds_where_nothing_else_is_said() =>
        Assert.Equal("few", Assert.Single(With("all: disabled\nfew: mandatory\n").Analyze(Some("t", new { count = 4 })).Diagnostics).PolicyName);

    [Fact]
    public void An_engine_is_told_of_it_so_that_its_own_configuration_comes_on_top()
    {
        var analyzer = With("few: { most: 5, enforcementLevel: advisory }\n");

        var info = analyzer.Info();

        Assert.Equal(EnforcementLevel.Advisory, info.Policies[0].EnforcementLevel);
        Assert.Equal(5, info.InitialConfig["few"].Properties.Fields["most"].NumberValue);
        analyzer.Configure(new() { PolicyConfig = { info.InitialConfig } });
        Assert.DoesNotContain(analyzer.Analyze(Some("t", new { count = 4 })).Diagnostics, found => found.PolicyName == "few");
        analyzer.Configure(new() { PolicyConfig = { ["few"] = new() { Properties = new() { Fields = { ["most"] = Value.ForNumber(2) } } } } });
        Assert.Contains(analyzer.Analyze(Some("t", new { count = 4 })).Diagnostics, found => found.PolicyName == "few");
    }

    [Fact]
    public void A_file_that_several_packs_read_says_whose_rule_it_means()
    {
        var info = With("test/few: advisory\nfewer: disabled\nothers/fewest: mandatory\nothers/all: disabled\n").Info();

        Assert.Equal([("few", EnforcementLevel.Advisory), ("fewer", EnforcementLevel.Disabled)], info.InitialConfig.OrderBy(one => one.Key.Length).Select(one => (one.Key, one.Value.EnforcementLevel)));
        Assert.Equal("policy-config.yaml:2: 'few' stands here twice; keep one.", Assert.Throws<RpcException>(() => With("few: advisory\ntest/few: mandatory\n")).Message);
    }

    [Fact]
    public void An_empty_file_says_nothing() => Assert.Empty(With("# nothing yet\n").Info().InitialConfig);

    [Fact]
    public void Everything_that_does_not_fit_is_told_at_once_and_nothing_is_judged()
    {
        var refusal = Assert.Throws<RpcException>(() => With("""
            few: strict
            fewest: advisory
            fewer: { most: many, least: 1 }
            all: { most: 1 }
            """));

        Assert.Equal(
            "policy-config.yaml:1: \"strict\" is no level; known: advisory, mandatory, remediate, disabled. "
            + "policy-config.yaml:2: there is no rule 'fewest' (known: few, fewer); that of another pack is written PACK/fewest. "
            + "policy-config.yaml:3: 'most' must be a number in 'fewer'. "
            + "policy-config.yaml:3: 'fewer' has no setting 'least' (known: most). "
            + "policy-config.yaml:4: 'all' sets 'most', and only a level can be set for all.",
            refusal.Message);
    }

    [Theory]
    [InlineData("- few\n", "policy-config.yaml:1: a map is expected, of `RULE: LEVEL` or `RULE: { SETTING: VALUE }`.")]
    [InlineData("few: {\n", "policy-config.yaml:2: this is no YAML")]
    public void What_is_no_configuration_is_refused(string text, string sentence) =>
        Assert.StartsWith(sentence, Assert.Throws<RpcException>(() => With(text)).Message, StringComparison.Ordinal);

    static Analyzer With(string configuration)
    {
        using var project = new TemporaryFolder();
        project.Write("policy-config.yaml", configuration);
        var analyzer = Serving(pack);
        analyzer.Handshake(new() { RootDirectory = project.Path });
        return analyzer;
    }

    static ResourceRule Counting(string name) => new()
    {
        Name = name,
        Demand = "There are few.",
        Because = "Many are too many.",
        Mend = "Have fewer.",
        Level = Level.Mandatory,
        Severity = Severity.High,
        Types = ["t"],
        Settings = [most],
        Check = (resource, report) =>
        {
            if (resource["count"].Number > most.In(report.Settings)) report.Violation($"{resource} has {resource["count"].Number}.");
        },
    };
}
