using System.Text.Json;
using System.Text.Json.Nodes;
using Infra.Stacks.Environment;

namespace Infra.Stacks.Aws;

/// <summary>IAM policy documents, with the resources by name.</summary>
internal static class Permissions
{
    /// <summary>Only ECS may take the role, and only for tasks of this account.</summary>
    public static string ForTasksOf(string account)
    {
        var trust = Trust("ecs-tasks.amazonaws.com");
        trust["Condition"] = new JsonObject { ["StringEquals"] = new JsonObject { ["aws:SourceAccount"] = account } };
        return Document(trust);
    }

    /// <summary>Only EC2 may take the role, which it does for instances of this account alone.</summary>
    public static string ForInstances() => Document(Trust("ec2.amazonaws.com"));

    /// <summary>What ECS needs to start a task: its image, its log group, and the secrets that it names.</summary>
    public static string ToStart(EnvironmentSpec spec) => Document(
    [
        // The one registry action that AWS knows no resource for.
        Allow(["*"], "ecr:GetAuthorizationToken"),
        Allow([$"arn:aws:ecr:{spec.Region}:{spec.Account}:repository/{spec.Release.Artefact}"], "ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"),
        .. ToRun(spec),
    ]);

    /// <summary>What an instance needs itself: its log group, and the secrets that it names.</summary>
    public static string ToRunAlone(EnvironmentSpec spec) => Document([.. ToRun(spec)]);

    static IEnumerable<JsonObject> ToRun(EnvironmentSpec spec) =>
    [
        Allow([$"arn:aws:logs:{spec.Region}:{spec.Account}:log-group:{spec.LogGroup}:*"], "logs:CreateLogStream", "logs:PutLogEvents"),
        .. Secrets(spec, ":secretsmanager:", "secretsmanager:GetSecretValue"),
        .. Secrets(spec, ":ssm:", "ssm:GetParameters"),
    ];

    static IEnumerable<JsonObject> Secrets(EnvironmentSpec spec, string service, string action) =>
        spec.Secrets.Values.Where(arn => arn.Contains(service, StringComparison.Ordinal)).Distinct().ToArray() is { Length: > 0 } named ? [Allow(named, action)] : [];

    static JsonObject Trust(string service) => new()
    {
        ["Effect"] = "Allow",
        ["Action"] = "sts:AssumeRole",
        ["Principal"] = new JsonObject { ["Service"] = service },
    };

    static JsonObject Allow(string[] resources, params string[] actions) => new()
    {
        ["Effect"] = "Allow",
        ["Action"] = new JsonArray([.. actions.Select(action => JsonValue.Create(action))]),
        ["Resource"] = new JsonArray([.. resources.Select(resource => JsonValue.Create(resource))]),
    };

    static string Document(params JsonObject[] statements) =>
        new JsonObject { ["Version"] = "2012-10-17", ["Statement"] = new JsonArray([.. statements]) }.ToJsonString(JsonSerializerOptions.Web);
}
