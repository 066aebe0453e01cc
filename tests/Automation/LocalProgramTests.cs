using Pulumi.Automation;

namespace Infra.Tests.Automation;

/// <summary>A program that the command itself builds and runs, in a folder with a Pulumi.yaml.</summary>
public sealed class LocalProgramTests : IDisposable
{
    const string Project = "name: shop\nruntime: dotnet\nmain: src\ntemplate:\n  config:\n    shop:colour:\n      default: blue\n";

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("infra-test-");

    public LocalProgramTests() => File.WriteAllText(Path.Combine(folder.FullName, "Pulumi.yaml"), Project);

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task The_command_runs_it_where_it_lies()
    {
        var command = new RecordingCommand { Events = { """{"sequence":1,"timestamp":1,"summaryEvent":{"maybeCorrupt":false,"durationSeconds":1,"resourceChanges":{}}}""" } };
        using (var stack = await OpenAsync(command))
        {
            await stack.PreviewAsync(cancellationToken: Ct);
            await stack.UpAsync(cancellationToken: Ct);
            await stack.RefreshAsync(new() { RunProgram = true }, Ct);
            await stack.DestroyAsync(new() { RunProgram = true }, Ct);
        }

        Assert.Equal(
            [
                "preview --exec-kind auto.local --stack dev",
                "up --yes --skip-preview --exec-kind auto.local --stack dev",
                "refresh --yes --skip-preview --run-program=true --exec-kind auto.local --stack dev",
                "destroy --yes --skip-preview --run-program=true --exec-kind auto.local --stack dev",
            ],
            command.Lines.Where(line => line.Contains("--exec-kind", StringComparison.Ordinal)));
        Assert.All(command.Folders, used => Assert.Equal(folder.FullName, used));
        Assert.Equal(Project, await File.ReadAllTextAsync(Path.Combine(folder.FullName, "Pulumi.yaml"), Ct));
    }

    [Fact]
    public async Task Its_settings_are_read_and_written_back_as_they_were()
    {
        using var stack = await OpenAsync(new());

        var settings = (await stack.Workspace.GetProjectSettingsAsync(Ct))!;
        await stack.Workspace.SaveProjectSettingsAsync(settings, Ct);

        Assert.Equal(("shop", ProjectRuntimeName.Dotnet, "src"), (settings.Name, settings.Runtime.Name, settings.Main));
        Assert.Equal("blue", settings.Template!.Config!["shop:colour"].Default);
        Assert.Equal(Project, await File.ReadAllTextAsync(Path.Combine(folder.FullName, "Pulumi.yaml"), Ct));
    }

    [Fact]
    public async Task A_program_given_to_one_update_takes_the_place_of_the_local_one()
    {
        var command = new RecordingCommand();
        using var stack = await OpenAsync(command);

        await stack.UpAsync(new() { Program = PulumiFn.Create(() => { }) }, Ct);

        Assert.Contains("up --yes --skip-preview --client=PORT --exec-kind auto.inline --stack dev", command.Lines);
    }

    async Task<WorkspaceStack> OpenAsync(RecordingCommand command) =>
        await WorkspaceStack.CreateOrSelectAsync("dev", await LocalWorkspace.CreateAsync(new() { WorkDir = folder.FullName, PulumiCommand = command }, Ct), Ct);
}
