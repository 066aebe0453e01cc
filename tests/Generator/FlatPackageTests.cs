namespace Infra.Tests.Generator;

/// <summary>The shapes of the official package for Kubernetes, which are others than those of a bridged provider.</summary>
public sealed class FlatPackageTests
{
    const string Definitions = """
        package kubernetes 4.34.2 flat
        module core/v1 Pulumi.Kubernetes.Core.V1

        resource Service
          id {name}
          in apiVersion text one-of:v1 default:"v1"
          in kind text one-of:Service default:"Service"
          in data {text} secret
          in spec ServiceSpec
          out status ServiceStatus

        object ServiceSpec
          in port integer-or-text
          in servicePort integer required as:ServicePortValue
          in type text one-of:ClusterIP|NodePort enum:Pulumi.Kubernetes.Core.V1.ServiceSpecType

        object ServiceStatus
          in ready boolean
        """;

    // The base class, which the package has by hand.
    const string Base = """
        namespace Pulumi.Kubernetes
        {
            public abstract class KubernetesResource : global::Pulumi.CustomResource
            {
                internal KubernetesResource(string type, string name, ResourceArgs? args, CustomResourceOptions? options) : base(type, name, args, options) { }
            }
        }
        """;

    static readonly Generated core = Generated.From(Definitions, Base);

    [Fact]
    public void All_of_it_compiles_without_a_warning()
    {
        Assert.Empty(core.Problems);
        Assert.Empty(core.Complaints);
    }

    [Fact]
    public void A_resource_asks_for_nothing_and_always_answers() => Assert.Equal(
    [
        "Output<string> Service.ApiVersion { get; private set; }",
        "Output<string> Service.Kind { get; private set; }",
        "Output<ImmutableDictionary<string, string>> Service.Data { get; private set; }",
        "Output<ServiceSpec> Service.Spec { get; private set; }",
        "Output<ServiceStatus> Service.Status { get; private set; }",
        "Service.Service(string name, ServiceArgs? args = null, CustomResourceOptions? options = null)",
        "static Service Service.Get(string name, Input<string> id, CustomResourceOptions? options = null)",
    ], core.Members("Pulumi.Kubernetes.Core.V1.Service"));

    [Fact]
    public void A_count_or_share_and_a_named_choice_are_unions() => Assert.Equal(
    [
        "InputUnion<int, string>? ServiceSpecArgs.Port { get; set; }",
        "Input<int> ServiceSpecArgs.ServicePortValue { get; set; }",
        "InputUnion<string, ServiceSpecType>? ServiceSpecArgs.Type { get; set; }",
        "ServiceSpecArgs.ServiceSpecArgs()",
        "static ServiceSpecArgs ServiceSpecArgs.Empty { get; }",
    ], core.Members("Pulumi.Kubernetes.Types.Inputs.Core.V1.ServiceSpecArgs"));

    [Fact]
    public void An_answer_holds_the_choice_as_text() => Assert.Equal(
        ["readonly Union<int, string> ServiceSpec.Port", "readonly int ServiceSpec.ServicePortValue", "readonly string ServiceSpec.Type"],
        core.Members("Pulumi.Kubernetes.Types.Outputs.Core.V1.ServiceSpec"));

    [Fact]
    public void Only_what_a_program_can_give_has_a_class_to_give_it_with() =>
        Assert.Throws<InvalidOperationException>(() => core.Members("Pulumi.Kubernetes.Types.Inputs.Core.V1.ServiceStatusArgs"));
}
