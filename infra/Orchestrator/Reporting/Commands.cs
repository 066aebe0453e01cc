using Infra.Orchestrator.Rollouts;

namespace Infra.Orchestrator.Reporting;

/// <summary>Commands as sentences name them.</summary>
internal static class Commands
{
    private const string DefaultStage = "local";

    public static string Say(ServiceKey key, string verb, string rest = "") =>
        $"`infra {verb} {key.Service}{rest}{(key.Stage == DefaultStage ? "" : $" --stage {key.Stage}")}`";
}
