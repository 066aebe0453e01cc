using Infra.Catalog;
using Infra.Cli.Views;

namespace Infra.Tests.Cli;

public sealed class StageListLinesTests
{
    private static readonly DateTimeOffset _now = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);

    private static readonly ServiceCatalog _catalog = ServiceCatalog.Parse("project: shop\nstages: { local: { engine: sandbox, platform: aws-ecs } }\nservices: { web: { artefact: shop/web, port: 8080, health: /healthz } }");

    [Fact]
    public void A_list_says_what_each_stage_is_and_how_long_it_lives() => Assert.Equal(
        [
            "local   infra.yaml, engine sandbox",
            "pr-123  from local, until 2026-11-30 12:00 UTC (48 h)",
            "pr-9    from local, expired 20 min ago: `infra stage prune` removes it",
        ],
        StageListLines.Of([.. _catalog.Stages, Made("pr-123", TimeSpan.FromHours(48)), Made("pr-9", TimeSpan.FromMinutes(-20))], _now));

    [Fact]
    public void Where_there_are_none_it_says_so() => Assert.Equal(["No ephemeral stages."], StageListLines.Of([], _now));

    private static Stage Made(string name, TimeSpan left) => _catalog.With(name, new() { From = "local", Expires = _now + left, PortShift = 0 }).Stage(name);
}
