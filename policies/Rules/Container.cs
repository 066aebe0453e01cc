using Infra.Policies.Sdk;

namespace Infra.Policies.Rules;

/// <summary>One container of an ECS task definition, which holds them as JSON text.</summary>
internal sealed record Container(string Name, Property Definition)
{
    /// <summary>ECS waits this long between SIGTERM and SIGKILL where a container doesn't say.</summary>
    public const double DefaultStopSeconds = 30;

    public Property Image => Definition["image"];

    public double StopSeconds => Definition["stopTimeout"].Number ?? DefaultStopSeconds;

    public static IEnumerable<Container> Of(Resource taskDefinition) =>
        taskDefinition["containerDefinitions"].Json().Items.Select((definition, i) => new Container(definition["name"].Text ?? $"number {i + 1}", definition));

    public override string ToString() => $"Container '{Name}'";
}
