using System.Collections.Immutable;
using Pulumi;

namespace Infra.Tests.Sdk;

// A small provider package, shaped as generated packages are.

internal sealed class CloudResourceTypeAttribute(string type) : ResourceTypeAttribute(type, "1.0.0");

[CloudResourceType("cloud:store/bucket:Bucket")]
internal sealed class Bucket(string name, BucketArgs? args = null, CustomResourceOptions? options = null)
    : CustomResource("cloud:store/bucket:Bucket", name, args ?? new BucketArgs(), options)
{
    [Output("arn")]
    public Output<string> Arn { get; private set; } = null!;

    [Output("size")]
    public Output<int?> Size { get; private set; } = null!;

    [Output("tags")]
    public Output<ImmutableDictionary<string, string>?> Tags { get; private set; } = null!;

    [Output("rules")]
    public Output<ImmutableArray<BucketRule>> Rules { get; private set; } = null!;
}

internal sealed class BucketArgs : ResourceArgs
{
    [Input("tags")]
    InputMap<string>? tags;

    [Input("rules")]
    InputList<BucketRuleArgs>? rules;

    [Input("arn")]
    public Input<string>? Arn { get; set; }

    [Input("size")]
    public Input<int>? Size { get; set; }

    [Input("owner")]
    public Input<Resource>? Owner { get; set; }

    public InputMap<string> Tags
    {
        get => tags ??= new();
        set => tags = value;
    }

    public InputList<BucketRuleArgs> Rules
    {
        get => rules ??= new();
        set => rules = value;
    }
}

internal sealed class BucketRuleArgs : ResourceArgs
{
    [Input("prefix", required: true)]
    public Input<string> Prefix { get; set; } = null!;

    [Input("days")]
    public Input<int>? Days { get; set; }
}

[OutputType]
internal sealed class BucketRule
{
    public readonly string Prefix;
    public readonly int? Days;

    [OutputConstructor]
    BucketRule(string prefix, int? days) => (Prefix, Days) = (prefix, days);
}

internal sealed class CloudProvider(string name, CloudProviderArgs args, CustomResourceOptions? options = null) : ProviderResource("cloud", name, args, options);

internal sealed class CloudProviderArgs : ResourceArgs
{
    [Input("accounts", json: true)]
    InputList<string>? accounts;

    [Input("region")]
    public Input<string>? Region { get; set; }

    public InputList<string> Accounts
    {
        get => accounts ??= new();
        set => accounts = value;
    }
}

internal sealed class Shelf(string name, ComponentResourceOptions? options = null) : ComponentResource("shop:index:Shelf", name, options)
{
    public void Done(IDictionary<string, object?> outputs) => RegisterOutputs(outputs);
}
