namespace Infra.Sandbox.Engine;

/// <summary>How one command ended, as a process would have: exit code, standard output, standard error.</summary>
public sealed record CliResult(int ExitCode, string Output, string Error);
