using System.Net;
using System.Net.Sockets;
using Infra.Catalog;
using Infra.Cli.Composition;
using Infra.Sandbox.World;
using Infra.Sandbox.World.Model;

namespace Infra.Cli.Doctor;

/// <summary>Whether the world of a sandbox stage runs, and whether its ports are its own or free.</summary>
internal static class PortCheck
{
    internal static async Task<IEnumerable<Finding>> RunAsync(ProjectFolder folder, Stage stage, CancellationToken ct)
    {
        if (stage.Engine != EngineKind.Sandbox)
            return [];
        try
        {
            var world = await FindAsync(folder, ct);
            var says = world is null ? $"No world runs in {folder.World}; what needs it starts it." : $"The world of {folder.World} runs as process {world.ProcessId}.";
            return [Finding.Ok("world", says), Port("production", stage.Listen.Production, stage, world), Port("test", stage.Listen.Test, stage, world)];
        }
        catch (WorldSilentException silent)
        {
            return [Finding.Problem("world", silent.Says, silent.Remedy)];
        }
    }

    private static Finding Port(string what, int port, Stage stage, WorldStatus? world)
    {
        var check = $"port {port}";
        if (world?.Listeners.Any(listener => listener.Port == port) == true)
            return Finding.Ok(check, $"The {what} listener of stage {stage.Name} is our world's own.");
        try
        {
            using var probe = new TcpListener(IPAddress.Loopback, port);
            probe.Start();
            return Finding.Ok(check, $"Free for the {what} listener of stage {stage.Name}.");
        }
        catch (SocketException e)
        {
            return Finding.Problem(
                check,
                $"The {what} listener of stage {stage.Name} can't have it: {(e.SocketErrorCode == SocketError.AddressAlreadyInUse ? "another program listens there." : e.Message)}",
                $"End that program (`ss -ltnp 'sport = :{port}'` names it), or give the stage another port: `listen: {{ {what}: … }}`.");
        }
    }

    private static async Task<WorldStatus?> FindAsync(ProjectFolder folder, CancellationToken ct)
    {
        if (!WorldLauncher.IsUp(folder.World))
            return null;
        using var world = new WorldClient(folder.World);
        try
        {
            return await world.StatusAsync(ct);
        }
        catch (WorldException e) when (e is not WorldSilentException)
        {
            return null;
        }
    }
}
