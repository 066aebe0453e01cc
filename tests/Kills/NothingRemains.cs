namespace Infra.Tests.Kills;

/// <summary>After all kills everything fits together, and nothing is left of those who were killed.</summary>
static class NothingRemains
{
    public static async Task CheckAsync(KillProject project, int replicas)
    {
        Assert.Contains("\"findings\":[]", await project.DoAsync("status", "--json"), StringComparison.Ordinal);
        Assert.Contains("\"changes\":0", await project.DoAsync("preview", "--refresh", "--json"), StringComparison.Ordinal);
        var remains = new Remains(project);
        remains.AreWhatTheStatesSay();
        remains.WereMadeOnce();
        remains.HoldNoFiles();
        await remains.HoldNoProcessesAsync(replicas);
    }
}
