using Infra.Policies.Sdk;
using Infra.Policies.Sdk.Checking;

namespace Infra.Tests.Policies;

/// <summary>What can be judged without an engine: states and plans.</summary>
public sealed class ResourceFileTests
{
    const string Resource = """{ "urn": "urn:pulumi:s::p::t:index:T::web", "type": "t:index:T", "inputs": { "a": [1, true, null, "x"] }, "protect": true, "provider": "urn:pulumi:s::p::pulumi:providers:t::own::id" }""";

    [Theory]
    [InlineData($$"""{ "version": 3, "deployment": { "resources": [{{Resource}}] } }""")]
    [InlineData($$"""{ "version": 3, "checkpoint": { "latest": { "resources": [{{Resource}}] } } }""")]
    [InlineData($$"""{ "steps": [{ "op": "create", "newState": {{Resource}} }, { "op": "delete", "oldState": {{Resource}} }, { "op": "refresh", "oldState": {{Resource}} }] }""")]
    public void States_of_engines_and_backends_and_plans_are_read(string text)
    {
        var one = Assert.Single(Read(text));

        Assert.Equal(("t:index:T", "web", true), (one.Type, one.Name, one.IsProtected));
        Assert.Equal(Kit.Fields(new { a = new object?[] { 1, true, null, "x" } }), one.Request.Properties);
    }

    [Fact]
    public void A_resource_knows_the_provider_that_makes_it()
    {
        var all = Read($$"""{ "deployment": { "resources": [{{Resource}}, { "urn": "urn:pulumi:s::p::pulumi:providers:t::own", "type": "pulumi:providers:t", "inputs": { "region": "eu-west-1" } }] } }""");

        Assert.Equal("eu-west-1", all[0].Request.Provider.Properties.Fields["region"].StringValue);
        Assert.Null(all[1].Request.Provider);
    }

    [Fact]
    public void An_empty_stack_is_a_state_too() => Assert.Empty(Read("""{ "version": 3, "deployment": { "manifest": {} } }"""));

    [Theory]
    [InlineData("{ \"deployment\": { \"resources\": [{ \"type\": \"t\" }] } }", "is damaged: a resource has no URN.")]
    [InlineData("{ \"steps\": [", "is damaged: ")]
    [InlineData("{ \"steps\": [{ \"op\": \"create\" }] }", "is damaged: a resource or its step is no object.")]
    [InlineData("{ \"steps\": [7] }", "is damaged: a resource or its step is no object.")]
    [InlineData("{ \"steps\": {} }", "is damaged: $.steps is no list.")]
    [InlineData("{ \"steps\": [], \"steps\": [] }", "is damaged: ")]
    [InlineData("{ \"deployment\": { \"resources\": 5 } }", "is damaged: $.deployment.resources is no list.")]
    [InlineData("{ \"deployment\": { \"resources\": [null] } }", "is damaged: a resource or its step is no object.")]
    [InlineData("{ \"deployment\": { \"resources\": [{ \"type\": \"t\", \"urn\": \"u\", \"inputs\": [] }] } }", "is damaged: $.deployment.resources[0].inputs is no object.")]
    [InlineData("[]", "is neither a state")]
    [InlineData("{ \"name\": \"x\" }", "is neither a state")]
    public void What_is_neither_is_one_sentence(string text, string says) => Assert.Contains(says, Assert.Throws<UnusableFileException>(() => Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_file_that_is_not_there_is_one_sentence() => Assert.Contains("can't be read", Assert.Throws<UnusableFileException>(() => ResourceFile.Read("/nowhere/state.json")).Message, StringComparison.Ordinal);

    static System.Collections.Immutable.ImmutableArray<CheckedResource> Read(string text)
    {
        using var folder = new TemporaryFolder();
        folder.Write("state.json", text);
        return ResourceFile.Read(Path.Combine(folder.Path, "state.json"));
    }
}
