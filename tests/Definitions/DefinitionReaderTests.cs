using Infra.Sandbox.Definitions;

namespace Infra.Tests.Definitions;

public sealed class DefinitionReaderTests
{
    const string Ecs = """
        package aws 7.48.0
        module ecs Pulumi.Aws.Ecs

        # What runs.
        resource Service
          id {arn}
          name name 255
          delete-before-replace
          in cluster text replaces computed
          in desiredCount integer required 0..5
          in loadBalancers [ServiceLoadBalancer]
          in launchType text one-of:EC2|FARGATE default:"made by hand"
          in labels {text} secret json as:Marks
          out arn text = arn:aws:ecs:{region}:{account}:service/{name}

        object ServiceLoadBalancer
          in containerName text required

        function getService
          in filters [getServiceFilter]
          out arn text

        object getServiceFilter
          in name text
        """;

    [Fact]
    public void A_resource_says_how_it_is_identified_and_named()
    {
        var service = Read(Ecs).Resources["aws:ecs/service:Service"];

        Assert.Equal("Pulumi.Aws.Ecs.Service", service.CSharp);
        Assert.Equal("{arn}", service.Id);
        Assert.Equal(new AutoName("name", 255), service.Name);
        Assert.True(service.DeleteBeforeReplace);
        Assert.Equal("arn:aws:ecs:{region}:{account}:service/{name}", Assert.Single(service.Outputs).Template);
    }

    [Fact]
    public void A_property_holds_every_word_of_its_line()
    {
        var inputs = Read(Ecs).Resources["aws:ecs/service:Service"].Inputs.ToDictionary(property => property.Name);

        Assert.True(inputs["cluster"] is { Replaces: true, Computed: true, Required: false });
        Assert.True(inputs["desiredCount"] is { Required: true, Min: 0, Max: 5, Type: TypeReference.Integer });
        Assert.Equal(["EC2", "FARGATE"], inputs["launchType"].OneOf);
        Assert.Equal("\"made by hand\"", inputs["launchType"].Default);
        Assert.True(inputs["labels"] is { Secret: true, Json: true, CSharp: "Marks", Type: TypeReference.MapOf { Item: TypeReference.Text } });
        Assert.Equal(new TypeReference.ListOf(new TypeReference.Object("aws:ecs/ServiceLoadBalancer:ServiceLoadBalancer")), inputs["loadBalancers"].Type);
    }

    [Fact]
    public void The_classes_of_an_object_follow_from_whose_part_it_is()
    {
        var package = Read(Ecs);
        var ofResource = package.Objects["aws:ecs/ServiceLoadBalancer:ServiceLoadBalancer"];
        var ofFunction = package.Objects["aws:ecs/getServiceFilter:getServiceFilter"];

        Assert.Equal(("Pulumi.Aws.Ecs.Inputs.ServiceLoadBalancerArgs", "Pulumi.Aws.Ecs.Outputs.ServiceLoadBalancer", null), (ofResource.CSharpInput, ofResource.CSharpOutput, ofResource.CSharpPlain));
        Assert.Equal(("Pulumi.Aws.Ecs.Inputs.GetServiceFilterInputArgs", "Pulumi.Aws.Ecs.Outputs.GetServiceFilterResult", "Pulumi.Aws.Ecs.Inputs.GetServiceFilterArgs"), (ofFunction.CSharpInput, ofFunction.CSharpOutput, ofFunction.CSharpPlain));
        Assert.Equal("Pulumi.Aws.Ecs.GetService", package.Functions["aws:ecs/getService:getService"].CSharp);
    }

    [Fact]
    public void The_provider_has_the_token_that_the_protocol_gives_it()
    {
        var provider = Read("package aws 7.48.0\nmodule index Pulumi.Aws\nprovider Provider\n  in region text\n").Resources["pulumi:providers:aws"];

        Assert.True(provider is { CSharp: "Pulumi.Aws.Provider", IsProvider: true });
    }

    [Fact]
    public void All_mistakes_of_all_files_are_named_at_once_with_file_and_line()
    {
        var mistakes = Assert.Throws<DefinitionException>(() => DefinitionReader.Read(
        [
            ("one.def", "package aws 7.48.0\nmodule ecs Pulumi.Aws.Ecs\nresource Service\n  in cluster string\n  in size integer big\n  put name text\n"),
            ("two.def", "package aws 1.0.0\nmodule lb Pulumi.Aws.LB\nresource Service\n  in port integer 1..many\n"),
            ("three.def", "resource Lost\n"),
        ]));

        Assert.Equal(
        [
            "one.def(4): 'in cluster string' names the unknown object 'aws:ecs/string:string'.",
            "one.def(5): 'in size integer big' has the unknown word 'big'.",
            "one.def(6): 'put name text' begins with the unknown word 'put'.",
            "three.def(1): 'resource Lost' needs a 'module NAME NAMESPACE' above it.",
            "two.def(1): 'package aws 1.0.0' differs from 'package aws 7.48.0'.",
            "two.def(4): 'in port integer 1..many' needs a number where 'many' stands.",
        ], mistakes.Problems.Select(problem => problem.ToString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_same_header_twice_is_a_mistake()
    {
        var mistake = Assert.Throws<DefinitionException>(() => Read("package aws 7.48.0\nmodule ecs Pulumi.Aws.Ecs\nresource Service\nresource Service\n"));

        Assert.Equal("test.def(4): 'resource Service' stands here a second time.", Assert.Single(mistake.Problems).ToString());
    }

    static PackageDefinition Read(string text) => DefinitionReader.Read([("test.def", text)]);
}
