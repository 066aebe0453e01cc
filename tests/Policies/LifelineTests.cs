namespace Infra.Tests.Policies;

/// <summary>Nothing of a pack outlives the engine by more than a second, though nobody says goodbye.</summary>
public sealed class LifelineTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(StartMode.Folder)]
    [InlineData(StartMode.File)]
    public Task When_the_engine_is_killed(StartMode mode) => EndsAsync(mode, engine => engine.KillAsync());

    [Fact]
    public Task When_dotnet_run_alone_is_killed() => EndsAsync(StartMode.Folder, engine => engine.KillChildAsync());

    async Task EndsAsync(StartMode mode, Func<KillableEngine, Task<TimeSpan>> kill)
    {
        var command = await PackCommand.OfAsync(mode);

        var took = await Patient.BestAsync(async () =>
        {
            await using var engine = await KillableEngine.StartAsync(command);
            return await kill(engine);
        });

        output.WriteLine($"{took.TotalMilliseconds:0} ms");
        Assert.InRange(took, TimeSpan.Zero, Patient.Second);
    }
}
