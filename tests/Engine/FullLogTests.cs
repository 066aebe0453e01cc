using Infra.Tests.Support;

namespace Infra.Tests.Engine;

/// <summary>The log has room for one byte more or less: whichever of its lines is the first that doesn't fit, the update ends, and the next one goes on.</summary>
public sealed class FullLogTests
{
    const string Logs = "aws:cloudwatch/logGroup:LogGroup";
    // A step is some 1,600 bytes of log, and its shortest line some 90.
    const int Longest = 1600, Shortest = 80;

    static readonly TimeSpan patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Whichever_line_of_the_log_is_refused_the_update_ends_and_the_next_one_goes_on()
    {
        await using var scenario = await Scenario.StartAsync();
        await using var disk = await SmallDisk.MountAsync(Path.Combine(scenario.StateFolder, ".pulumi", "stacks"));
        var cloud = new CloudFile(Path.Combine(scenario.StateFolder, ".pulumi", "sandbox", "cloud.jsonl"));
        for (var more = 0; more < Longest; more += Shortest)
        {
            var stack = $"s{more}";
            await scenario.OkAsync($"stack init {stack}");

            var end = await scenario.UpAsync(program => DeclareAsync(program, more, disk.Fill), "--parallel 1", stack).WaitAsync(patience, TimeProvider.System);

            Assert.Equal(1, end.ExitCode);
            Assert.Contains("can't be written: No space left on device. Make room, then run it again.", end.Error);
            disk.Free();
            (await scenario.UpAsync(program => DeclareAsync(program, more, () => { }), stack: stack)).Ok();
            Assert.Equal(6, cloud.Living().Count);
            await scenario.OkAsync($"destroy --yes --skip-preview --stack {stack}");
            File.Delete(cloud.Path);
            await scenario.RestartEngineAsync();
        }
    }

    static async Task DeclareAsync(InlineProgram program, int more, Action afterFirst)
    {
        await program.RegisterAsync(Logs, "first", $$$"""{"tags":{"more":"{{{new string('x', more)}}}"}}""");
        afterFirst();
        for (var at = 0; at < 5; at++) await program.RegisterAsync(Logs, $"log{at}");
    }
}
