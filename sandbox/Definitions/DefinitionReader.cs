using System.Collections.Generic;

namespace Infra.Sandbox.Definitions;

/// <summary>
/// Reads definition files. A line is a header at the margin or an indented line about the header above it:
/// <code>
/// package aws 7.48.0
/// module ecs Pulumi.Aws.Ecs
///
/// resource Service
///   id {arn}
///   name name 255
///   in cluster text replaces
///   in desiredCount integer 0..
///   in loadBalancers [ServiceLoadBalancer]
///   out arn text = arn:aws:ecs:{region}:{account}:service/{name}
///
/// object ServiceLoadBalancer
///   in containerName text required
/// </code>
/// Every file opens with its package and its module (<c>package kubernetes 4.34.2 flat</c> is one whose tokens name no member of the module, as in <c>kubernetes:apps/v1:Deployment</c>); headers thereafter are <c>resource</c>, <c>provider</c>, <c>object</c> and <c>function</c>.
/// A resource says further <c>delete-before-replace</c>, and by path what <c>replaces</c> it and what is <c>fixed</c> while it lives.
/// Types: text, integer, number, boolean, integer-or-text, <c>[item]</c>, <c>{item}</c> (map), or the name of an object of the same module or of another (<c>meta/v1:ObjectMeta</c>).
/// Words after the type: required, replaces, secret, computed, json, <c>min..max</c>, <c>one-of:a|b</c>, <c>enum:CSharpName</c> (what C# calls those), <c>default:json</c>, <c>as:CSharpName</c>; then <c>= template</c>.
/// </summary>
public static class DefinitionReader
{
    /// <param name="files">Name and text of each file; all together make one package.</param>
    /// <exception cref="DefinitionException">Names every mistake with its file and line.</exception>
    public static PackageDefinition Read(IEnumerable<(string Name, string Text)> files)
    {
        var reading = new DefinitionReading();
        foreach (var (name, text) in files) reading.Add(name, text);
        return reading.Finish();
    }
}
