using Infra.Tests.Support;

namespace Infra.Tests.Command;

/// <summary>The built <c>pulumi</c> on file systems that have no room: one message that says where, what and how to mend it, and nothing lost, made twice or left behind.</summary>
public sealed class FullDiskTests
{
    [Fact]
    public async Task Full_from_the_start_nothing_is_begun_and_the_lock_is_given_back()
    {
        using var project = new PlacedProject();
        await using var disk = await SmallDisk.MountAsync(project.State);
        await project.BeginAsync();
        disk.Fill();

        var ended = await project.UpAsync();

        Refused.ByFullDisk(ended, Path.Combine(project.State, "locks"));
        await project.AgreesAsync();
        disk.Free();
        await project.MendsAsync();
    }

    [Fact]
    public async Task Filled_by_another_in_the_middle_of_an_update_what_is_done_stays_known()
    {
        using var project = new PlacedProject();
        await using var disk = await SmallDisk.MountAsync(project.State);
        await project.BeginAsync();
        project.AtTen = disk.Fill;

        var ended = await project.UpAsync();

        Refused.ByFullDisk(ended, project.State);
        await project.AgreesAsync();
        disk.Free();
        await project.MendsAsync();
    }

    [Theory]
    [InlineData(52)]
    [InlineData(68)]
    [InlineData(84)]
    [InlineData(100)]
    public async Task A_disk_that_is_too_small_for_the_log_stops_the_update_wherever_that_runs_out(int kilobytes)
    {
        using var project = new PlacedProject();
        await using (await SmallDisk.MountAsync(project.State, kilobytes))
        {
            await project.BeginAsync();

            var ended = await project.UpAsync();

            if (ended.ExitCode != 0) Refused.ByFullDisk(ended, project.State);
            await project.AgreesAsync();
        }
    }

    [Fact]
    public async Task A_full_project_folder_keeps_its_settings_and_stops_no_update()
    {
        using var project = new PlacedProject();
        await using var disk = await SmallDisk.MountAsync(project.Work);
        await project.BeginAsync();
        await project.OkAsync("config", "set", "colour", "blue");
        disk.Fill();
        var before = await File.ReadAllTextAsync(project.Settings, TestContext.Current.CancellationToken);

        var ended = await project.RunAsync("config", "set", "colour", "red");
        await project.MendsAsync();

        Refused.ByFullDisk(ended, project.Settings);
        Assert.Equal(before, await File.ReadAllTextAsync(project.Settings, TestContext.Current.CancellationToken));
        Assert.Equal("blue\n", await project.OkAsync("config", "get", "colour"));
        disk.Free();
        await project.OkAsync("config", "set", "colour", "red");
    }

    [Fact]
    public async Task A_full_temporary_folder_stops_nothing()
    {
        using var project = new PlacedProject();
        await using var disk = await SmallDisk.MountAsync(project.Elsewhere);
        disk.Fill();
        project.Environment.Add(("TMPDIR", project.Elsewhere));
        await project.BeginAsync();

        await project.MendsAsync();
    }
}
