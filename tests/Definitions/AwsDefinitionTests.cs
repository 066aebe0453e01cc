using Infra.Sandbox.Definitions;

namespace Infra.Tests.Definitions;

/// <summary>Holds every definition to what is known of the official provider; what we leave out is no mistake, what we invent is.</summary>
public sealed class AwsDefinitionTests
{
    static readonly PackageDefinition aws = Package.Aws;

    [Fact]
    public void The_definitions_are_of_the_version_that_the_official_build_pins()
    {
        using var schema = ProviderSchema.Read("aws");

        Assert.Equal(schema.Version, aws.Version);
        Assert.Contains($"\"Pulumi.Aws\" Version=\"{aws.Version}\"", File.ReadAllText(Path.Combine(Repository.Root, "Directory.Packages.props")));
    }

    [Fact]
    public void Every_resource_is_as_the_provider_has_it()
    {
        using var schema = ProviderSchema.Read("aws");

        Assert.Empty(aws.Resources.Values.SelectMany(resource => schema.Resource(resource.Token) is { } official
            ? SchemaDifferences.Resource(resource, official)
            : [$"{resource.Token} is unknown"]));
    }

    [Fact]
    public void Every_object_is_as_the_provider_has_it()
    {
        using var schema = ProviderSchema.Read("aws");

        Assert.Empty(aws.Objects.Values.SelectMany(part => schema.Object(part.Token) is { } official
            ? SchemaDifferences.Object(part, official)
            : [$"{part.Token} is unknown"]));
    }

    [Fact]
    public void Every_function_is_as_the_provider_has_it()
    {
        using var schema = ProviderSchema.Read("aws");

        Assert.Empty(aws.Functions.Values.SelectMany(function => schema.Function(function.Token) is { } official
            ? SchemaDifferences.Function(function, official)
            : [$"{function.Token} is unknown"]));
    }

    [Fact]
    public void A_template_names_only_what_the_resource_knows()
    {
        var unknown =
            from resource in aws.Resources.Values
            let known = resource.Inputs.Concat(resource.Outputs.Where(output => output.Template is not null)).Select(property => property.Name).ToHashSet()
            from template in resource.Inputs.Concat(resource.Outputs).Select(property => property.Template).Append(resource.Id).OfType<string>()
            from field in template.Split('{').Skip(1).Select(part => part[..part.IndexOf('}', StringComparison.Ordinal)])
            where !known.Contains(field) && field is not ("id" or "region" or "account") && !field.StartsWith("hex:", StringComparison.Ordinal) && !field.StartsWith("digits:", StringComparison.Ordinal)
            select $"{resource.Token}: {template}";

        Assert.Empty(unknown);
    }
}
