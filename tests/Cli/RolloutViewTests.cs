using Infra.Catalog;
using Infra.Cli.Views;
using Infra.Orchestrator.Provisioning;
using Infra.Orchestrator.Reporting;
using Infra.Orchestrator.Rollouts;
using Spectre.Console;

namespace Infra.Tests.Cli;

/// <summary>What people see of a rollout: each view is a function of snapshot and now.</summary>
public sealed class RolloutViewTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly ServiceKey Web = new("local", "web");
    private static readonly Release V1 = new() { Name = "v1", Artefact = "shop/web", Digest = "sha256:1" };
    private static readonly Release V2 = new() { Name = "v2", Artefact = "shop/web", Digest = "sha256:2" };

    private static readonly RolloutSnapshot Planned = new()
    {
        Key = Web,
        Plan = new()
        {
            Id = RolloutId.Of("web", 2),
            Key = Web,
            Release = V2,
            Candidate = Colour.Green,
            Stable = Colour.Blue,
            StableRelease = V1,
            Initial = Shares.Nobody,
            Gates = [],
            Hold = new(TimeSpan.FromMinutes(1), Infra.Catalog.Rollouts.AfterHold.Return),
            Steps = [new PlannedStep.Preview("preview"), new PlannedStep.Shift("shift-10", Colour.Green, Weight.Percent(10)), new PlannedStep.Promote("promote", Colour.Green)],
        },
        Steps =
        [
            new("preview", "preview all stacks under the policies", StepState.Waiting, null, null),
            new("shift-10", "give green 10%", StepState.Waiting, null, null),
            new("promote", "green serves, and is protected", StepState.Waiting, null, null),
        ],
        Shares = new(new(true, Weight.All), SideShare.Detached),
        Serving = Colour.Blue,
        Started = Noon,
    };

    private static readonly RolloutSnapshot Shifted = Planned with
    {
        Steps =
        [
            new("preview", "3 changes in 3 stacks; no policy forbids them.", StepState.Done, Noon, Noon.AddSeconds(1.2)),
            new("shift-10", "give green 10%", StepState.Running, Noon.AddSeconds(2), null),
            Planned.Steps[2],
        ],
        Shares = new(new(true, Weight.Percent(90)), new(true, Weight.Percent(10))),
        Verdicts = [new Verdict.NotEnough("errors", ["3 errors in 412 requests of green against 2 in 3,700 of blue; not enough yet, about 90 more requests."], 90)],
        Says = "Green holds 10% of web.",
    };

    private static readonly RolloutSnapshot Returned = Shifted with
    {
        Steps =
        [
            Shifted.Steps[0],
            new("shift-10", "Green holds 10% of web.", StepState.Done, Noon.AddSeconds(2), Noon.AddSeconds(2.05)),
            new("promote", "green serves, and is protected", StepState.Skipped, null, null),
        ],
        Shares = new(new(true, Weight.All), new(true, Weight.Zero)),
        Violations =
        [
            new Violation("logs-kept", "advisory", "urn:pulumi:local.web.green::infra::aws:x::web-logs", "Logs are kept for 1 day."),
            new Violation("balancer-logged", "advisory", "urn:pulumi:local.network::infra::aws:x::main", "Nobody logs its requests."),
            new Violation("scan-recent", "advisory", "urn:pulumi:local.web.traffic::infra::infra:release:Provision::web", "trivy.json of v2 of web in local is 9 days old."),
            new Violation("no-plain-secrets", "mandatory", "urn:pulumi:local.web.green::infra::aws:x::web", "A password is in plain sight."),
        ],
        Ended = Noon.AddSeconds(9),
        Outcome = new Outcome.RolledBack("Blue serves 100% of web in local again with v1. 9 errors in 502 requests of green."),
    };

    [Fact]
    public void Plain_lines_say_each_change_once() =>
        Golden.Matches("cli/rollout-plain.txt", string.Join('\n', [.. RolloutLines.Between(null, Planned), .. RolloutLines.Between(Planned, Shifted), .. RolloutLines.Between(Shifted, Returned)]));

    [Fact]
    public void Nothing_new_is_no_line() => Assert.Empty(RolloutLines.Between(Shifted, Shifted));

    [Fact]
    public void A_panel_shows_shares_steps_and_verdicts() => Golden.Matches("cli/rollout-live.txt", Drawn(Shifted, Noon.AddSeconds(5)));

    [Fact]
    public void A_panel_shows_how_it_ended() => Golden.Matches("cli/rollout-live-ended.txt", Drawn(Returned, Noon.AddMinutes(5)));

    [Fact]
    public void The_json_result_has_a_stable_shape() => Golden.Matches("cli/rollout.json", Json.Write(RolloutResult.Of(Returned, Returned.Outcome!)));

    private static string Drawn(RolloutSnapshot snapshot, DateTimeOffset now)
    {
        var text = new StringWriter();
        var console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(text), Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.No });
        console.Profile.Width = 100;
        console.Profile.Capabilities.Unicode = true;
        console.Write(RolloutPanel.Render(snapshot, now));
        return string.Join('\n', text.ToString().Split('\n').Select(line => line.TrimEnd()));
    }
}
