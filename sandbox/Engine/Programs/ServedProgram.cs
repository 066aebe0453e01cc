using Infra.Rpc;
using Infra.Sandbox.Engine.Config;
using Infra.Sandbox.Engine.State;
using Pulumirpc;

namespace Infra.Sandbox.Engine.Programs;

/// <summary>A program whose language runtime waits at an address, as the Automation API serves inline programs.</summary>
internal sealed class ServedProgram(string address, ProjectSettings project) : IProgram
{
    public async Task<string?> RunAsync(ProgramCall call, CancellationToken ct)
    {
        using var channel = new GrpcChannel(address);
        var request = new RunRequest
        {
            Project = call.Project,
            Stack = call.Stack,
            Organization = StackFiles.Organization,
            Pwd = project.Folder,
            Program = project.Main,
            DryRun = call.IsPreview,
            Parallel = call.Parallel,
            MonitorAddress = call.Engine,
            // The language host's convention: the engine's address is its first argument.
            Args = { call.Engine },
            Config = { call.Config.Values },
            ConfigSecretKeys = { call.Config.SecretKeys },
            Info = new ProgramInfo { RootDirectory = project.Folder, ProgramDirectory = project.Folder, EntryPoint = "." },
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
