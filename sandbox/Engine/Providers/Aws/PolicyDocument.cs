using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Providers.Aws;

/// <summary>Writes statements as an IAM policy document: one value stands alone, several as a list.</summary>
internal static class PolicyDocument
{
    public static PropertyMap Of(PropertyMap args)
    {
        if (args["sourcePolicyDocuments"] is not null || args["overridePolicyDocuments"] is not null)
            throw new EngineException("The sandbox's getPolicyDocument doesn't merge other documents; write all statements into one.");
        var compact = JsonText.Of(json => Write(json, args), indented: false);
        return args.With(PropertyMap.Of(
            ("id", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(compact)))[..10]),
            ("json", Document(JsonText.Of(json => Write(json, args), indented: true))),
            ("minifiedJson", Document(compact))));

        PropertyValue Document(string text) => new PropertyValue.Map(args).HasSecret ? new PropertyValue.Secret(text) : text;
    }

    static void Write(Utf8JsonWriter json, PropertyMap args)
    {
        json.WriteStartObject();
        json.WriteString("Version", args["version"]?.AsText ?? "2012-10-17");
        if (args["policyId"]?.AsText is { } id) json.WriteString("Id", id);
        json.WriteStartArray("Statement");
        foreach (var statement in args["statements"]?.AsList ?? []) Statement(json, statement.AsMap);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    static void Statement(Utf8JsonWriter json, PropertyMap statement)
    {
        json.WriteStartObject();
        if (statement["sid"]?.AsText is { } sid) json.WriteString("Sid", sid);
        json.WriteString("Effect", statement["effect"]?.AsText ?? "Allow");
        foreach (var (name, written) in new[] { ("actions", "Action"), ("notActions", "NotAction"), ("resources", "Resource"), ("notResources", "NotResource") })
            OneOrMany(json, written, statement[name]?.AsList ?? []);
        Principals(json, "Principal", statement["principals"]?.AsList ?? []);
        Principals(json, "NotPrincipal", statement["notPrincipals"]?.AsList ?? []);
        Conditions(json, statement["conditions"]?.AsList ?? []);
        json.WriteEndObject();
    }

    static void Principals(Utf8JsonWriter json, string name, ImmutableArray<PropertyValue> principals)
    {
        if (principals.Length == 0) return;
        json.WriteStartObject(name);
        foreach (var group in principals.GroupBy(principal => principal.AsMap["type"]?.AsText ?? ""))
            OneOrMany(json, group.Key, [.. group.SelectMany(principal => principal.AsMap["identifiers"]?.AsList ?? [])]);
        json.WriteEndObject();
    }

    static void Conditions(Utf8JsonWriter json, ImmutableArray<PropertyValue> conditions)
    {
        if (conditions.Length == 0) return;
        json.WriteStartObject("Condition");
        foreach (var test in conditions.GroupBy(condition => condition.AsMap["test"]?.AsText ?? ""))
        {
            json.WriteStartObject(test.Key);
            foreach (var condition in test) OneOrMany(json, condition.AsMap["variable"]?.AsText ?? "", condition.AsMap["values"]?.AsList ?? []);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    static void OneOrMany(Utf8JsonWriter json, string name, ImmutableArray<PropertyValue> values)
    {
        if (values.Length == 1) json.WriteString(name, values[0].AsText);
        else if (values.Length > 1)
        {
            json.WriteStartArray(name);
            foreach (var value in values) json.WriteStringValue(value.AsText);
            json.WriteEndArray();
        }
    }
}
