using System.Collections.Immutable;
using System.Globalization;
using Infra.Policies.Sdk;

namespace Infra.Policies.Rules;

/// <summary>What a security group lets in, whichever of AWS's four ways declares it.</summary>
internal sealed record Ingress(Property Rule, Property Protocol, ImmutableArray<Property> Sources)
{
    // Wider than anything that one owner was ever given: halves of the Internet are the Internet.
    const int WidestIpv4 = 8;
    const int WidestIpv6 = 16;

    public static readonly ImmutableArray<string> Types = [Tokens.IngressRule, Tokens.SecurityGroupRule, Tokens.SecurityGroup, Tokens.DefaultSecurityGroup];

    /// <summary>The widest source that is the world, or null.</summary>
    public string? World => Sources.Select(source => source.Text).FirstOrDefault(IsWorld);

    /// <summary>The one TCP port that is let in; null for ranges, other protocols and everything.</summary>
    public int? TcpPort => Protocol.Text is "tcp" or "TCP" or "6" && Rule["fromPort"].Number is { } from && from == Rule["toPort"].Number ? (int)from : null;

    public static IEnumerable<Ingress> Of(Resource resource) => resource.Type switch
    {
        Tokens.IngressRule => [new(resource.Properties, resource["ipProtocol"], [resource["cidrIpv4"], resource["cidrIpv6"]])],
        Tokens.SecurityGroupRule => resource["type"].Text == "ingress" ? [Inline(resource.Properties)] : [],
        _ => resource["ingress"].Items.Select(Inline),
    };

    /// <summary>As messages call it: "tcp 22", "tcp 0-65535", "everything".</summary>
    public override string ToString() => Protocol.Text is "-1" or "all" or null
        ? "everything"
        : Rule["fromPort"].Text == Rule["toPort"].Text ? $"{Protocol.Text} {Rule["fromPort"].Text}" : $"{Protocol.Text} {Rule["fromPort"].Text}-{Rule["toPort"].Text}";

    static Ingress Inline(Property rule) => new(rule, rule["protocol"], [.. rule["cidrBlocks"].Items, .. rule["ipv6CidrBlocks"].Items]);

    static bool IsWorld(string? cidr) =>
        cidr?.Split('/') is [var address, var prefix] && int.TryParse(prefix, CultureInfo.InvariantCulture, out var bits) && bits < (address.Contains(':') ? WidestIpv6 : WidestIpv4);
}
