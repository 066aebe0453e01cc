using Microsoft.CodeAnalysis;

namespace Infra.Tests.Generator;

/// <summary>The generated classes have the shapes of the official package, so that a stack compiles against either.</summary>
public sealed class GeneratorTests
{
    const string Definitions = """
        package aws 7.48.0
        module ecs Pulumi.Aws.Ecs

        resource Service
          id {arn}
          name name 255
          in name text replaces computed
          in cluster text required replaces
          in desiredCount integer
          in loadBalancers [ServiceLoadBalancer]
          in tags {text}
          in password text secret
          out arn text = arn:{name}

        object ServiceLoadBalancer
          in base integer required 0..10
          in targetGroupArn text

        function getService
          in filters [getServiceFilter]
          in serviceName text required
          out arn text

        object getServiceFilter
          in values [text] required
        """;

    static readonly Generated ecs = Generated.From(Definitions);

    [Fact]
    public void All_of_it_compiles_without_a_warning()
    {
        Assert.Empty(ecs.Problems);
        Assert.Empty(ecs.Complaints);
    }

    [Fact]
    public void A_resource_has_outputs_a_constructor_and_a_lookup() => Assert.Equal(
    [
        "Output<string> Service.Name { get; private set; }",
        "Output<string> Service.Cluster { get; private set; }",
        "Output<int?> Service.DesiredCount { get; private set; }",
        "Output<ImmutableArray<ServiceLoadBalancer>> Service.LoadBalancers { get; private set; }",
        "Output<ImmutableDictionary<string, string>?> Service.Tags { get; private set; }",
        "Output<string?> Service.Password { get; private set; }",
        "Output<string> Service.Arn { get; private set; }",
        "Service.Service(string name, ServiceArgs args, CustomResourceOptions? options = null)",
        "static Service Service.Get(string name, Input<string> id, ServiceState? state = null, CustomResourceOptions? options = null)",
    ], ecs.Members("Pulumi.Aws.Ecs.Service"));

    [Fact]
    public void Arguments_are_inputs_and_collections_are_never_null() => Assert.Equal(
    [
        "Input<string>? ServiceArgs.Name { get; set; }",
        "Input<string> ServiceArgs.Cluster { get; set; }",
        "Input<int>? ServiceArgs.DesiredCount { get; set; }",
        "InputList<ServiceLoadBalancerArgs> ServiceArgs.LoadBalancers { get; set; }",
        "InputMap<string> ServiceArgs.Tags { get; set; }",
        "Input<string>? ServiceArgs.Password { get; set; }",
        "ServiceArgs.ServiceArgs()",
        "static ServiceArgs ServiceArgs.Empty { get; }",
    ], ecs.Members("Pulumi.Aws.Ecs.ServiceArgs"));

    [Fact]
    public void Required_and_wire_names_are_in_the_attributes()
    {
        Assert.Equal("Pulumi.InputAttribute(\"cluster\", true, false)", Attribute("Cluster"));
        Assert.Equal("Pulumi.InputAttribute(\"desiredCount\", false, false)", Attribute("DesiredCount"));

        static string Attribute(string member) => ecs.Attribute("Pulumi.Aws.Ecs.ServiceArgs", member);
    }

    [Fact]
    public void A_lookup_needs_nothing_of_what_creation_requires() =>
        Assert.Contains("Input<string>? ServiceState.Cluster { get; set; }", ecs.Members("Pulumi.Aws.Ecs.ServiceState"));

    [Fact]
    public void A_nested_object_is_given_by_one_class_and_read_in_another()
    {
        Assert.Contains("Input<string>? ServiceLoadBalancerArgs.TargetGroupArn { get; set; }", ecs.Members("Pulumi.Aws.Ecs.Inputs.ServiceLoadBalancerArgs"));
        Assert.Equal(["readonly int ServiceLoadBalancer.Base", "readonly string? ServiceLoadBalancer.TargetGroupArn"], ecs.Members("Pulumi.Aws.Ecs.Outputs.ServiceLoadBalancer"));
    }

    [Fact]
    public void A_function_can_be_called_with_inputs_or_with_plain_values()
    {
        Assert.Equal(
        [
            "static Task<GetServiceResult> GetService.InvokeAsync(GetServiceArgs args, InvokeOptions? options = null)",
            "static Output<GetServiceResult> GetService.Invoke(GetServiceInvokeArgs args, InvokeOptions? options = null)",
        ], ecs.Members("Pulumi.Aws.Ecs.GetService"));
        Assert.Contains("List<GetServiceFilterArgs> GetServiceArgs.Filters { get; set; }", ecs.Members("Pulumi.Aws.Ecs.GetServiceArgs"));
        Assert.Contains("InputList<GetServiceFilterInputArgs> GetServiceInvokeArgs.Filters { get; set; }", ecs.Members("Pulumi.Aws.Ecs.GetServiceInvokeArgs"));
    }

    [Fact]
    public void A_provider_sends_its_nested_configuration_as_JSON()
    {
        var provider = Generated.From("package aws 7.48.0\nmodule index Pulumi.Aws\nprovider Provider\n  in region text\n  in maxRetries integer json\n");

        Assert.Empty(provider.Complaints);
        Assert.Equal("Pulumi.InputAttribute(\"maxRetries\", false, true)", provider.Attribute("Pulumi.Aws.ProviderArgs", "MaxRetries"));
        Assert.Equal(
        [
            "Output<string?> Provider.Region { get; private set; }",
            "Provider.Provider(string name, ProviderArgs? args = null, CustomResourceOptions? options = null)",
        ], provider.Members("Pulumi.Aws.Provider"));
    }

    [Fact]
    public void A_program_is_written_as_against_the_official_package()
    {
        var program = Generated.From(Definitions, """
            using Pulumi;
            using Pulumi.Aws.Ecs;
            using Pulumi.Aws.Ecs.Inputs;

            public static class Program
            {
                public static Output<string> Declare(Output<string> cluster) => new Service("web", new ServiceArgs
                {
                    Cluster = cluster,
                    DesiredCount = 2,
                    LoadBalancers = { new ServiceLoadBalancerArgs { Base = 1, TargetGroupArn = cluster } },
                    Tags = { { "stage", "prod" }, { "owner", cluster } },
                    Password = "hidden",
                }, new CustomResourceOptions { IgnoreChanges = { "desiredCount" } }).Arn;
            }
            """);

        Assert.Empty(program.Complaints);
    }

    [Fact]
    public void Definitions_that_stay_the_same_are_not_generated_again() =>
        Assert.Equal(IncrementalStepRunReason.Cached, Assert.Single(Generated.AfterAnEdit(Definitions)));

    [Fact]
    public void A_mistake_in_a_definition_is_a_compiler_error_in_its_line()
    {
        var problem = Assert.Single(Generated.From("package aws 7.48.0\nmodule ecs Pulumi.Aws.Ecs\nresource Service\n  in name txt\n").Problems);

        Assert.Equal(DiagnosticSeverity.Error, problem.Severity);
        Assert.Equal("'in name txt' names the unknown object 'aws:ecs/txt:txt'.", problem.GetMessage());
        Assert.Equal(("/definitions/test.def", 3), (problem.Location.GetLineSpan().Path, problem.Location.GetLineSpan().StartLinePosition.Line));
    }
}
