namespace Infra.Tests.Architecture;

/// <summary>What the house looks like from outside.</summary>
public sealed class HouseTests
{
    [Fact]
    public void No_source_file_is_longer_than_300_lines()
    {
        var long_ = from file in SourceFiles()
                    let lines = File.ReadLines(file).Count()
                    where lines > 300
                    select $"{Path.GetRelativePath(Repository.Root, file)} has {lines} lines";

        Assert.Empty(long_);
    }

    [Fact]
    public void No_launch_settings_stand_in_the_way_of_a_port_on_the_first_line_of_stdout() =>
        Assert.Empty(Repository.Files("launchSettings.json"));

    [Fact]
    public void Warnings_are_never_switched_off_in_the_code() =>
        Assert.DoesNotContain(SourceFiles(), file => File.ReadLines(file).Any(line => line.TrimStart().StartsWith("#pragma", StringComparison.Ordinal)));

    static IEnumerable<string> SourceFiles() => Repository.Files("*.cs");
}
