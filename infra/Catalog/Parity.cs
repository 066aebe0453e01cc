using System.Collections.Immutable;

namespace Infra.Catalog;

/// <summary>What may differ between stages. Where a stage is differs by nature; how it behaves only where <c>mayDiffer</c> says so, as a stage that behaves otherwise proves nothing for the next.</summary>
public static class Parity
{
    /// <summary>The words of <c>mayDiffer</c>.</summary>
    public static ImmutableArray<string> Words { get; } = ["platform", "replicas", "cpu", "memory", "instance", "certificate", "webAcl", "kmsKey", "gatewayClass"];

    /// <summary>Every difference, first those of the stages themselves.</summary>
    public static ImmutableArray<StageDifference> Between(ServiceCatalog catalog, Stage one, Stage other) =>
    [
        .. Of(catalog, one).Zip(Of(catalog, other))
            .Where(pair => pair.First.Value != pair.Second.Value)
            .Select(pair => new StageDifference(pair.First.Path, pair.First.Value, pair.Second.Value, pair.First.Word is not { } word || catalog.MayDiffer.Contains(word))),
    ];

    /// <summary>All values, in an order that both stages share; a word where a difference has to be declared.</summary>
    private static IEnumerable<(string Path, string? Word, string Value)> Of(ServiceCatalog catalog, Stage stage) =>
    [
        ("engine", null, $"{stage.Engine}".ToLowerInvariant()),
        ("account", null, stage.Account),
        ("region", null, stage.Region),
        ("zones", null, string.Join(", ", stage.Zones)),
        ("role", null, stage.Role ?? ""),
        ("backend", null, stage.Backend ?? ""),
        ("journal", null, stage.Journal),
        ("listen", null, $"{stage.Listen.Production}, {stage.Listen.Test}"),
        ("vpcCidr", null, stage.VpcCidr),
        ("registry", null, stage.Registry ?? ""),
        ("cluster", null, stage.Cluster is { } at ? $"{at.Context}, {at.Namespace}" : ""),
        ("owner", null, stage.Owner),
        ("costCentre", null, stage.CostCentre ?? ""),
        ("approvals", null, $"{stage.Approvals}"),
        ("tags", null, string.Join(", ", stage.Tags.Select(tag => $"{tag.Key}={tag.Value}"))),
        // Which certificate, list and key is a matter of the account; whether there is one is a matter of proof.
        ("certificate", "certificate", IsThere(stage.Certificate)),
        ("webAcl", "webAcl", IsThere(stage.WebAcl)),
        ("kmsKey", "kmsKey", IsThere(stage.KmsKey)),
        ("gatewayClass", "gatewayClass", stage.Cluster?.GatewayClass ?? ""),
        .. catalog.Services.SelectMany(service => Of(service.In(stage), service.PlatformIn(stage))),
    ];

    private static IEnumerable<(string Path, string? Word, string Value)> Of(Service service, PlatformKind platform) =>
    [
        ($"{service.Name}.platform", "platform", platform.Word),
        ($"{service.Name}.replicas", "replicas", $"{service.Replicas}"),
        ($"{service.Name}.cpu", "cpu", $"{service.Cpu}"),
        ($"{service.Name}.memory", "memory", $"{service.Memory}"),
        ($"{service.Name}.instance", "instance", service.Instance ?? ""),
    ];

    private static string IsThere(string? arn) => arn is null ? "" : "there is one";
}

/// <param name="Path">Such as <c>region</c> or <c>web.replicas</c>.</param>
/// <param name="One">Empty where the first stage has none.</param>
/// <param name="Other">Empty where the second has none.</param>
/// <param name="IsDeclared">Whether it may be so.</param>
public sealed record StageDifference(string Path, string One, string Other, bool IsDeclared);
