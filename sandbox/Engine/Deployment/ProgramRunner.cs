using Infra.Rpc;
using Pulumirpc;

namespace Infra.Sandbox.Engine.Deployment;

/// <summary>Lets the program run: asks its language runtime, which waits at an address.</summary>
internal sealed class ProgramRunner(string address, string workingDirectory, string program)
{
    /// <summary>Null when it ended well; else what went wrong, empty when that has been said already.</summary>
    public async Task<string?> RunAsync(Run run, string monitor, CancellationToken ct)
    {
        using var channel = new GrpcChannel(address);
        var request = new RunRequest
        {
            Project = run.Project,
            Stack = run.Stack,
            Organization = State.StackFiles.Organization,
            Pwd = workingDirectory,
            Program = program,
            DryRun = run.IsPreview,
            Parallel = run.Parallel,
            MonitorAddress = monitor,
            // The language host's convention: the engine's address is its first argument.
            Args = { monitor },
            Config = { run.Config.Values },
            ConfigSecretKeys = { run.Config.SecretKeys },
            Info = new ProgramInfo { RootDirectory = workingDirectory, ProgramDirectory = workingDirectory, EntryPoint = "." },
        };
        try
        {
            var response = await channel.CallAsync<RunRequest, RunResponse>("pulumirpc.LanguageRuntime", "Run", request, ct);
            return response.Bail ? "" : response.Error.Length > 0 ? response.Error : null;
        }
        catch (RpcException e)
        {
            return $"The program's language runtime at {address} failed: {e.Message}";
        }
    }
}
