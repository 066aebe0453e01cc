using System.CommandLine;
using Infra.Catalog;
using Infra.Sandbox.World;

namespace Infra.Cli.Commands;

internal static class SandboxImageCommand
{
    internal static Command Create(SharedOptions shared)
    {
        var name = Word.Required("name", "NAME", "The repository, such as shop/web.");
        var folder = Word.Required("folder", "FOLDER", "The folder with the program.");
        var tag = new Option<string?>("--tag") { Description = "A word for people; releases go by digest.", HelpName = "TAG" };
        var add = new Command("add", "Stores a folder as an image and prints its digest.") { name, folder, tag };
        add.SetAction((asked, stop) => Run.OfAsync(asked, shared, async (run, ct) =>
        {
            ServiceCatalog.Load(run.Folder.Root);
            var from = Path.GetFullPath(asked.GetRequiredValue(folder));
            if (!Directory.Exists(from))
                throw new BadInputException($"{from} is no folder; name the one that holds the program, such as a publish folder.");
            run.Folder.Prepare();
            await using var world = await WorldLauncher.EnsureAsync(run.Folder.World, isPrivate: false, ct);
            var image = await world.Client.AddImageAsync(asked.GetRequiredValue(name), from, asked.GetValue(tag), ct);
            run.Voice.Answer(image.Digest);
            run.Voice.AnswerJson(image);
            run.Voice.Tell($"Ship it with: infra rollout SERVICE --release {asked.GetValue(tag) ?? "NAME"}@{image.Digest}, or where the service runs on aws-asg {asked.GetValue(tag) ?? "NAME"}@{image.MachineImage}");
            return ExitCode.Success;
        }, stop));
        return new Command("image", "Works on the images of the world.") { add };
    }
}
