using Infra.Tests.Support;

namespace Infra.Tests.Command;

/// <summary>The built <c>pulumi</c> on folders that may only be read: who only reads, does; who would write is told where, and changes nothing.</summary>
public sealed class ReadOnlyPlaceTests
{
    [Fact]
    public async Task A_state_folder_that_may_only_be_read_answers_all_that_ask_and_refuses_all_that_change()
    {
        using var project = new PlacedProject();
        await using var disk = await SmallDisk.MountAsync(project.State);
        await project.BeginAsync();
        await project.MendsAsync();
        await disk.ForbidWritingAsync();

        foreach (var look in new[] { "stack ls", "stack", "stack output", "stack history", "stack graph" }) await project.OkAsync(look.Split(' '));
        var preview = await project.ProgrammedAsync("preview", "--expect-no-changes");
        Assert.True(preview.ExitCode == 0, preview.Output + preview.Error);
        Refused.ByReadOnly(await project.UpAsync(), Path.Combine(project.State, "locks"));
        foreach (var change in new[] { "refresh --yes", "stack init other", "stack rename other", "stack rm dev --yes --force", "stack tag set colour red", "state unprotect --all --yes" })
            Refused.ByReadOnly(await project.RunAsync(change.Split(' ')), project.State);

        await project.AgreesAsync();
        await disk.AllowWritingAsync();
        await project.MendsAsync();
    }

    [Fact]
    public async Task A_project_folder_that_may_only_be_read_keeps_its_settings_and_stops_no_update()
    {
        using var project = new PlacedProject();
        await using var disk = await SmallDisk.MountAsync(project.Work);
        await project.BeginAsync();
        await project.OkAsync("config", "set", "colour", "blue");
        await disk.ForbidWritingAsync();

        Refused.ByReadOnly(await project.RunAsync("config", "set", "colour", "red"), project.Settings);
        await project.OkAsync("stack", "init", "other", "--no-select");
        await project.MendsAsync();

        Assert.Equal("blue\n", await project.OkAsync("config", "get", "colour"));
    }

    [Fact]
    public async Task Without_a_history_the_state_is_saved_all_the_same_and_that_is_said()
    {
        using var project = new PlacedProject();
        await using var disk = await SmallDisk.MountAsync(Path.Combine(project.State, "history"));
        await project.BeginAsync();
        await disk.ForbidWritingAsync();

        var ended = await project.UpAsync();

        Refused.ByReadOnly(ended, Path.Combine(project.State, "history"));
        Assert.Contains("error: The update has ended and its state is saved; only its entry in the history is missing: ", ended.Error);
        await project.AgreesAsync();
        await disk.AllowWritingAsync();
        await project.MendsAsync();
    }

    [Fact]
    public async Task Without_locks_nothing_is_begun()
    {
        using var project = new PlacedProject();
        await using var disk = await SmallDisk.MountAsync(Path.Combine(project.State, "locks"));
        await project.BeginAsync();
        await disk.ForbidWritingAsync();

        Refused.ByReadOnly(await project.UpAsync(), Path.Combine(project.State, "locks"));

        Assert.Empty(Directory.EnumerateFiles(project.State, "cloud.jsonl", SearchOption.AllDirectories));
        await disk.AllowWritingAsync();
        await project.MendsAsync();
    }
}
