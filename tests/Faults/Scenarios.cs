using System.Collections.Immutable;

namespace Infra.Tests.Faults;

/// <summary>Every kind of fault that the sandbox knows, with what it must come to. Where a rollout gets over faults by itself, a run that isn't whole lets it meet several.</summary>
internal static class Scenarios
{
    const string Service = "\"aws:ecs/service:Service\"", Group = "\"aws:lb/targetGroup:TargetGroup\"", Rule = "\"aws:lb/listenerRule:ListenerRule\"";

    public static readonly ImmutableArray<FaultScenario> OfResources =
    [
        new()
        {
            Name = "what a second try gets over",
            Faults = $$"""
                 - { create: {{Service}}, nth: 1, then: fail, says: "ThrottlingException: Rate exceeded" }
                 - { update: {{Rule}}, nth: {shift}, then: half }
                 - { router: {port}, nth: {shift}, then: late, for: 1s }
                 - { delete: {{Group}}, nth: 1, then: half }
                """,
        },
        new() { Name = "a create fails each time", Faults = $$""" - { create: {{Service}}, then: fail, says: "ServiceUnavailable" } """, ExitCode = 1, Says = "ServiceUnavailable (a fault of the sandbox", Then = "rollout" },
        new() { Name = "a rule's create is half done", Faults = $$""" - { create: {{Rule}}, nth: 1, then: half } """, OnlyWhole = true },
        new() { Name = "a group's create is half done", Faults = $$""" - { create: {{Group}}, nth: 1, then: half } """, OnlyWhole = true },
        new() { Name = "a service's create is half done", Faults = $$""" - { create: {{Service}}, nth: 1, then: half } """, OnlyWhole = true },
        new() { Name = "a create hangs", Faults = $$""" - { create: {{Service}}, then: hang } """, ExitCode = 1, Says = "no answer to create within 8 s", Then = "rollout", OnlyWhole = true },
        new() { Name = "an update fails once", Faults = $$""" - { update: {{Rule}}, nth: {shift}, then: fail } """, OnlyWhole = true },
        new() { Name = "an update is slow", Faults = $$""" - { update: {{Rule}}, nth: {shift}, then: delay, for: 2s } """, OnlyWhole = true },
        new() { Name = "shifts hang", Faults = $$""" - { update: {{Rule}}, nth: {shift}, then: hang } """, StepLimit = "5s", OnlyWhole = true },
        new() { Name = "a delete fails each time", Faults = $$""" - { delete: {{Service}}, then: fail } """, ExitCode = 12, Says = "the cloud answered with an error", Then = "resume" },
    ];

    public static readonly ImmutableArray<FaultScenario> OfTheRouter =
    [
        new()
        {
            Name = "a shift is refused, the next takes effect late",
            OnlyWhole = true,
            Faults = """
                 - { router: {port}, nth: {shift}, then: refuse }
                 - { update: "urn:*.web.traffic::*", nth: {shift+1}, then: delay, for: 1s }
                 - { router: {port}, nth: {shift+1}, then: late, for: 2s }
                """,
        },
        new() { Name = "the router refuses everything", Faults = " - { router: {port}, then: refuse } ", When = "holds 20%", Ships = "bad", ExitCode = 12, Says = "The router refuses to update rule", Harm = 0.2 / 7, Then = "resume", ThenExitCode = 10 },
        new() { Name = "a shift is reported done and isn't", Faults = " - { router: {port}, nth: {shift}, then: lose } ", ExitCode = 10, Says = "10 s later it reads" },
        new() { Name = "a shift only reads as done", Faults = " - { router: {port}, nth: {shift}, then: pretend } ", ExitCode = 10, Says = "where 20% is set" },
    ];

    public static readonly ImmutableArray<FaultScenario> OfWhatIsSeen =
    [
        new() { Name = "health says unhealthy", Faults = " - { health: web-{candidate}-*, then: unhealthy } ", ExitCode = 1, Says = "did not become steady", Then = "rollout", OnlyWhole = true },
        new() { Name = "health says unhealthy later", Faults = " - { health: \"web-*\", then: unhealthy } ", When = "holds 20%", ExitCode = 10, Says = "0 of 1 replicas healthy", OnlyWhole = true },
        new() { Name = "health says that only a bad candidate is healthy", Faults = " - { health: web-{stable}-*, then: unhealthy } ", When = "holds 20%", Ships = "bad", ExitCode = 12, Says = "keeps the users of web", Harm = 0.2 / 7, Then = "resume", ThenExitCode = 10, OnlyWhole = true },
        new() { Name = "health says healthy", Faults = " - { health: web-{candidate}-*, then: healthy } ", Ships = "dead", ExitCode = 1, Says = "Smoke on" },
        new() { Name = "replicas die before they serve", Faults = " - { replicas: web-{candidate}-*, after: 300ms } ", ExitCode = 1, Says = "did not become steady", Then = "rollout", OnlyWhole = true },
        new() { Name = "replicas die while they serve", Faults = " - { replicas: web-{candidate}-*, after: 300ms } ", When = "holds 20%", ExitCode = 10, Harm = 0.2 },
        new() { Name = "metrics are down", Faults = " - { metrics: down } ", ExitCode = 10, Says = "The metrics of the router don't answer", OnlyWhole = true },
        new() { Name = "metrics are empty", Faults = " - { metrics: empty } ", ExitCode = 10, Says = "metrics say nothing of port" },
        new() { Name = "metrics are stale", Faults = " - { metrics: stale } ", ExitCode = 10, Says = "not enough yet", OnlyWhole = true },
    ];

    public static readonly ImmutableArray<FaultScenario> OfTheProcess =
    [
        new() { Name = "the state's disk is full", Faults = " - { disk: full, above: 12000 } ", ExitCode = 1, Says = "can't be written", Then = "rollout" },
        new() { Name = "the journal's disk is full", Faults = " - { disk: full, above: {journal+} } ", ExitCode = 12, Says = "The journal can't be written: the system allows no longer file here", Then = "resume" },
        new() { Name = "the engine dies in a create", Faults = $$""" - { create: {{Rule}}, nth: 1, then: crash } """, ExitCode = 137, Then = "resume", OnlyWhole = true },
        new() { Name = "the engine dies in a shift", Faults = $$""" - { update: {{Rule}}, nth: {shift}, then: crash } """, ExitCode = 137, Then = "resume" },
        new() { Name = "the clock jumps back", Faults = " - { clock: -2h, after: 3s } " },
        new() { Name = "the clock jumps forward", Faults = " - { clock: 2h, after: 3s } ", OnlyWhole = true },
    ];
}
