using System.CommandLine;
using Infra.Cli.Views;
using Infra.Orchestrator;
using Infra.Orchestrator.Reporting;
using Infra.Orchestrator.Rollouts;

namespace Infra.Cli.Commands;

/// <summary>What a person may ask of a rollout: a running conductor is told, otherwise it is done here.</summary>
internal static class WishCommand
{
    internal delegate Task<Answer> Ask(Conductor conductor, ServiceKey key, Feed<RolloutSnapshot> feed, CancellationToken ct);

    internal static Command Create(string name, string description, SharedOptions shared, Ask ask)
    {
        var service = Word.Required("service", "SERVICE", "The service of infra.yaml.", shared.Known.Services);
        var command = new Command(name, description) { service };
        command.SetAction((asked, stop) => Run.OfAsync(asked, shared, async (run, ct) =>
        {
            var (catalog, stage) = await run.LoadAsync(ct);
            var key = new ServiceKey(stage.Name, catalog.Service(asked.GetRequiredValue(service)).Name);
            await using var session = await run.OpenAsync(catalog, stage, ct);
            var feed = new Feed<RolloutSnapshot>(new() { Key = key });
            var answer = await RolloutViews.ShowAsync(run.Voice, run.Time, feed, () => ask(session.Conductor, key, feed, ct));
            run.Voice.Answer(answer.Says);
            run.Voice.AnswerJson(new { stage = key.Stage, service = key.Service, says = answer.Says, outcome = answer.Outcome is { } o ? OutcomeWords.Of(o) : null });
            return answer.Outcome is { } outcome ? CodeOf(name, outcome) : ExitCode.Success;
        }, stop));
        return command;
    }

    /// <summary>Who asked for a return or an end, and got it, succeeded.</summary>
    private static ExitCode CodeOf(string verb, Outcome outcome) => (verb, outcome) switch
    {
        ("abort", Outcome.Aborted or Outcome.RolledBack) or ("rollback", Outcome.RolledBack) => ExitCode.Success,
        _ => OutcomeWords.Code(outcome),
    };
}
