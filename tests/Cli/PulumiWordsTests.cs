namespace Infra.Tests.Cli;

/// <summary><c>infra pulumi</c>: Pulumi's words on the stacks of the project's sandbox stage.</summary>
public sealed class PulumiWordsTests
{
    [Fact]
    public async Task The_stacks_and_the_passphrase_are_those_of_the_sandbox_stage()
    {
        using var project = Project("infra.yaml");

        await OkAsync(project, "stack", "init", "dev");
        await OkAsync(project, "config", "set", "--secret", "password", "hunter2");

        Assert.Equal(["NAME  LAST UPDATE  RESOURCE COUNT", "dev*  n/a          0"], (await OkAsync(project, "stack", "ls")).Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal("hunter2\n", await OkAsync(project, "config", "get", "password"));
        Assert.True(File.Exists(Path.Combine(project.Path, ".infra", "state", ".pulumi", "stacks", "shop", "dev.json")));
        Assert.Contains("\"name\": \"dev\"", await OkAsync(project, "stack", "ls", "--json"));
    }

    [Fact]
    public async Task Outside_of_a_project_of_infra_it_asks_for_a_backend_like_any_other()
    {
        using var project = Project("other.yaml");

        var ended = await RunAsync(project, "stack", "ls");

        Assert.Equal(2, ended.ExitCode);
        Assert.StartsWith("error: No backend is set", ended.Error);
        Assert.False(Directory.Exists(Path.Combine(project.Path, ".infra")));
    }

    [Fact]
    public async Task A_broken_catalog_is_told_before_anything_is_done()
    {
        using var project = new TemporaryFolder();
        project.Write("infra.yaml", "project: 1\nstages: many\n");

        Assert.Equal(14, (await RunAsync(project, "stack", "ls")).ExitCode);
    }

    private static TemporaryFolder Project(string catalog)
    {
        var project = new TemporaryFolder();
        project.Write(catalog, "project: shop\nstages: { local: { engine: sandbox, platform: aws-ecs } }\nservices: { web: { artefact: shop/web, port: 8080, health: /healthz } }\n");
        project.Write("Pulumi.yaml", "name: shop\nruntime: dotnet\n");
        return project;
    }

    private static async Task<string> OkAsync(TemporaryFolder project, params string[] words)
    {
        var ended = await RunAsync(project, words);
        Assert.True(ended.ExitCode == 0, ended.Error + ended.Output);
        return ended.Output;
    }

    private static async Task<InfraProcess.Ended> RunAsync(TemporaryFolder project, params string[] words)
    {
        await using var infra = InfraProcess.Start(project.Path, project.Path, null, ["pulumi", .. words], ("PULUMI_HOME", Path.Combine(project.Path, "home")));
        return await infra.EndAsync();
    }
}
