using Infra.Sandbox.World;
using Infra.Sandbox.World.Keeping;

switch (args)
{
    case ["world", "--folder", var folder]:
        return await WorldProcess.RunAsync(folder, isPrivate: false, TimeProvider.System);
    case ["world", "--folder", var folder, "--private"]:
        return await WorldProcess.RunAsync(folder, isPrivate: true, TimeProvider.System);
    case ["keeper"]:
        return await KeeperProcess.RunAsync();
    default:
        Console.Error.WriteLine("Usage: Infra.Sandbox.World world --folder FOLDER [--private]");
        return 2;
}
