using Infra.Sandbox.Engine.Config;

namespace Infra.Sandbox.Engine.Programs;

/// <summary>Which program an operation runs: the one that waits at an address, else the project's own.</summary>
internal static class ProgramChoice
{
    public static IProgram Of(ProjectSettings project, string? address, IReadOnlyDictionary<string, string?> environment) => address is not null
        ? new ServedProgram(address, project)
        : project.Runtime switch
        {
            "nodejs" => new NodeProgram(project, environment),
            "dotnet" => new DotnetProgram(project, environment),
            "" => throw new EngineException($"{project.Folder} says no 'runtime' in its Pulumi.yaml; the sandbox runs dotnet and nodejs.", 2),
            var other => throw new EngineException($"the sandbox runs programs of dotnet and nodejs, not of '{other}'; a program of another language runs when it waits at an address (--client=HOST:PORT).", 2),
        };
}
