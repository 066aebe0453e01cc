using System.CommandLine;
using Infra.Cli.Doctor;
using Infra.Cli.Views;

namespace Infra.Cli.Commands;

internal static class DoctorCommand
{
    internal static Command Create(SharedOptions shared)
    {
        var command = new Command("doctor", "Checks SDK, engine, policies, ports, state, journal, leases and clock, and says how to mend what is wrong.");
        command.SetAction((asked, stop) => Run.OfAsync(asked, shared, async (run, ct) =>
        {
            var (catalog, stage) = await run.LoadAsync(ct);
            var findings = await Examination.RunAsync(run.Folder, catalog, stage, asked.GetValue(shared.AllowSandboxSdk), run.Time, ct);
            run.Voice.Answer(DoctorLines.Of(stage.Name, findings));
            run.Voice.AnswerJson(DoctorResult.Of(stage.Name, findings));
            return findings.Any(finding => finding.Health == Health.Problem) ? ExitCode.Unfit : ExitCode.Success;
        }, stop));
        return command;
    }
}
