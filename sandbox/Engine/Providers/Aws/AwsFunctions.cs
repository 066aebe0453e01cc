using System.Collections.Immutable;
using Infra.Sandbox.Definitions;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Providers.Aws;

/// <summary>The functions of the simulated AWS.</summary>
internal static class AwsFunctions
{
    public static PropertyMap Call(string token, PropertyMap args, AwsSettings settings, PackageDefinition package)
    {
        PropertyValue region = args["region"] ?? settings.Region ?? PropertyValue.NotYet;
        return token switch
        {
            "aws:index/getCallerIdentity:getCallerIdentity" => PropertyMap.Of(
                ("accountId", settings.Account), ("id", settings.Account), ("userId", "AIDASANDBOX"), ("arn", $"arn:aws:iam::{settings.Account}:user/sandbox")),
            "aws:index/getRegion:getRegion" => PropertyMap.Of(
                ("region", region), ("id", region), ("name", region), ("description", "Sandbox"), ("endpoint", $"ec2.{region.AsText}.amazonaws.com")),
            "aws:index/getAvailabilityZones:getAvailabilityZones" => PropertyMap.Of(
                ("id", region), ("region", region), ("names", Zones(region, "a", "b", "c")), ("zoneIds", Zones(region, "-az1", "-az2", "-az3")), ("groupNames", Zones(region, ""))),
            "aws:iam/getPolicyDocument:getPolicyDocument" => PolicyDocument.Of(args),
            _ => throw new EngineException($"The sandbox's AWS doesn't know the function '{token}'; it knows {string.Join(", ", package.Functions.Keys.Order(StringComparer.Ordinal))}."),
        };
    }

    static PropertyValue.List Zones(PropertyValue region, params ReadOnlySpan<string> endings)
    {
        var zones = ImmutableArray.CreateBuilder<PropertyValue>();
        foreach (var ending in endings) zones.Add($"{region.AsText}{ending}");
        return new PropertyValue.List(zones.ToImmutable());
    }
}
