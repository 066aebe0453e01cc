using System.Text.Json;
using System.Text.Json.Nodes;
using Infra.Catalog;
using Infra.Stacks.Environment;

namespace Infra.Stacks.AwsEcs;

/// <summary>The one container of a task, as ECS reads it.</summary>
internal static class Container
{
    public static string Json(EnvironmentSpec spec) => new JsonArray(new JsonObject
    {
        ["name"] = spec.Service,
        ["image"] = spec.Image,
        ["essential"] = true,
        ["portMappings"] = new JsonArray(new JsonObject { ["containerPort"] = spec.Port, ["protocol"] = "tcp" }),
        ["environment"] = Pairs(spec.Variables, "value"),
        ["secrets"] = Pairs(spec.Secrets, "valueFrom"),
        ["stopTimeout"] = (int)spec.StopTimeout.TotalSeconds,
        ["linuxParameters"] = new JsonObject { ["initProcessEnabled"] = true },
        ["logConfiguration"] = new JsonObject
        {
            ["logDriver"] = "awslogs",
            ["options"] = new JsonObject
            {
                ["awslogs-group"] = spec.LogGroup,
                ["awslogs-region"] = spec.Region,
                ["awslogs-stream-prefix"] = $"{spec.Colour.Word}/{spec.Release.Name}",
                // A full log buffer may cost lines, never requests.
                ["mode"] = "non-blocking",
            },
        },
    }).ToJsonString(JsonSerializerOptions.Web);

    static JsonArray Pairs(IEnumerable<KeyValuePair<string, string>> pairs, string value) =>
        [.. pairs.Select(pair => new JsonObject { ["name"] = pair.Key, [value] = pair.Value })];
}
