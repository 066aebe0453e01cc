using Google.Protobuf;
using Infra.Sandbox.Engine.Analyzers;
using Pulumirpc;

namespace Infra.Tests.Engine;

public sealed class PackConfigurationTests
{
    [Theory]
    [InlineData("{}", "a Mandatory { }; b Advisory { 'days': 30 }")]
    [InlineData("{'all':{'enforcementLevel':'REMEDIATE'}}", "a Remediate { }; all Remediate { }; b Remediate { 'days': 30 }")]
    [InlineData("{'all':{'enforcementLevel':'MANDATORY'},'b':{'enforcementLevel':'DISABLED'}}", "a Mandatory { }; all Mandatory { }; b Disabled { 'days': 30 }")]
    [InlineData("{'b':{'enforcementLevel':'MANDATORY','properties':{'days':7,'zone':'x'}}}", "a Mandatory { }; b Mandatory { 'days': 7, 'zone': 'x' }")]
    public void A_pack_is_told_each_of_its_policies_as_its_schema_then_all_then_the_policy_itself_has_it(string initial, string told)
    {
        const string Policies = "[{'name':'a','enforcementLevel':'MANDATORY'},{'name':'b','configSchema':{'properties':{'days':{'type':'number','default':30},'zone':{'type':'string'}}}}]";
        var info = JsonParser.Default.Parse<AnalyzerInfo>($"{{'initialConfig':{initial},'policies':{Policies}}}".Replace('\'', '"'));

        var configured = PackConfiguration.Of(info, given: null).PolicyConfig.OrderBy(policy => policy.Key, StringComparer.Ordinal).Select(policy => $"{policy.Key} {policy.Value.EnforcementLevel} {policy.Value.Properties}".Replace('"', '\''));

        Assert.Equal(told, string.Join("; ", configured));
    }
}
