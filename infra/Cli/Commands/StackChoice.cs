using System.Collections.Immutable;
using Infra.Catalog;

namespace Infra.Cli.Commands;

/// <summary>Which stacks a person means.</summary>
internal static class StackChoice
{
    /// <summary>All stacks of a stage, each after those whose outputs it reads.</summary>
    internal static ImmutableArray<string> All(ServiceCatalog catalog, Stage stage) =>
        [StackNames.Network(stage.Name), .. catalog.InDependencyOrder().SelectMany(s => Of(stage, s.Name))];

    /// <param name="text">Nothing, a service, or a stack with or without its stage: <c>web</c>, <c>web.blue</c>, <c>local.web.blue</c>, <c>network</c>.</param>
    /// <exception cref="BadInputException">No such service or stack, or one of another stage.</exception>
    internal static ImmutableArray<string> Read(ServiceCatalog catalog, Stage stage, string? text)
    {
        if (text is null)
            return All(catalog, stage);
        if (catalog.Services.Any(s => s.Name == text))
            return Of(stage, text);
        if (text != "network" && !text.Contains('.'))
            catalog.Service(text);

        var id = StackId.Parse(text.Split('.') is [var first, ..] && catalog.Stages.Any(s => s.Name == first) ? text : $"{stage.Name}.{text}");
        if (id.Stage != stage.Name)
            throw new BadInputException($"Stack {text} belongs to stage {id.Stage}, not {stage.Name}; say --stage {id.Stage}.");
        switch (id)
        {
            case StackId.Environment environment:
                catalog.Service(environment.Service);
                break;
            case StackId.Traffic traffic:
                catalog.Service(traffic.Service);
                break;
        }

        return [id.Name];
    }

    internal static ImmutableArray<string> Of(Stage stage, string service) =>
    [
        StackNames.Environment(stage.Name, service, Colour.Blue),
        StackNames.Environment(stage.Name, service, Colour.Green),
        StackNames.Traffic(stage.Name, service),
    ];
}
