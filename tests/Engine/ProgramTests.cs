namespace Infra.Tests.Engine;

/// <summary>Programs that the engine starts itself, by the runtime that their project names.</summary>
public sealed class ProgramTests
{
    const string Logs = """
        const pulumi = require("@pulumi/pulumi");
        const { LogGroup } = require("@pulumi/aws/cloudwatch/logGroup");
        const config = new pulumi.Config();
        const logs = new LogGroup("logs", { retentionInDays: config.requireNumber("days") });
        console.log(`${pulumi.getProject()} ${pulumi.getStack()} dry run: ${pulumi.runtime.isDryRun()}`);
        console.error("a word on standard error");
        exports.name = logs.name;
        exports.password = config.requireSecret("password");
        """;

    [Fact]
    public async Task A_program_of_nodejs_runs_with_its_configuration_and_its_lines_are_messages()
    {
        await using var scenario = await NodeProject.StartAsync(Logs);
        await scenario.OkAsync("config set days 7 --stack dev");
        await scenario.OkAsync("config set --secret password hunter2 --stack dev");

        var preview = await scenario.OkAsync("preview --stack dev");
        var update = await scenario.OkAsync("up --yes --skip-preview --stack dev");

        Assert.Equal(("""{"create":2}""", """{"create":2}"""), (preview.Changes, update.Changes));
        Assert.Contains("shop dev dry run: true", preview.Said("info"));
        Assert.Contains("shop dev dry run: false", update.Said("info"));
        Assert.Contains("a word on standard error", update.Said("info#err"));
        Assert.Contains("[secret]", (await scenario.OkAsync("stack output password --stack dev")).Output);
    }

    [Fact]
    public async Task A_program_that_ends_badly_fails_the_update_and_deletes_nothing()
    {
        await using var scenario = await NodeProject.StartAsync(Logs);
        await scenario.OkAsync("config set days 7 --stack dev");
        await scenario.OkAsync("config set password hunter2 --stack dev");
        await scenario.OkAsync("up --yes --skip-preview --stack dev");
        NodeProject.Write(scenario, "process.exit(3);");

        var end = await scenario.CliAsync("up --yes --skip-preview --stack dev");

        Assert.Equal((1, "failed"), (end.ExitCode, end.Result));
        Assert.Contains(end.Errors, error => error.Contains("Program exited with non-zero exit code: 3"));
        Assert.Contains("::logs", (await scenario.StateAsync()).ToJsonString());
    }

    [Fact]
    public async Task A_program_of_dotnet_that_is_built_already_is_run_as_it_is()
    {
        await using var scenario = await Scenario.StartAsync();
        var binary = Path.Combine(AppContext.BaseDirectory, "Infra.Stacks.dll");
        Write(scenario, "Pulumi.yaml", $"name: infra\nruntime: {{ name: dotnet, options: {{ binary: {binary} }} }}\n");
        Write(scenario, "infra.yaml", "project: shop\nstages: { local: { engine: sandbox, platform: aws-ecs, listen: { production: 8080, test: 8081 } } }\nservices: { web: { artefact: shop/web, port: 8080, health: /healthz, path: /* } }\n");
        await scenario.OkAsync("stack init local.network");

        var preview = await scenario.OkAsync("preview --stack local.network");

        Assert.Contains(preview.Of("resourcePreEvent"), payload => payload["metadata"]!["type"]!.GetValue<string>() == "aws:lb/loadBalancer:LoadBalancer");
    }

    [Fact]
    public async Task A_program_whose_packages_are_not_installed_is_refused_with_what_to_run()
    {
        await using var scenario = await Scenario.StartAsync();
        Write(scenario, "Pulumi.yaml", "name: shop\nruntime: nodejs\n");

        var end = await scenario.CliAsync("preview --stack dev");

        Assert.Equal(1, end.ExitCode);
        Assert.Contains(end.Errors, error => error.Contains("has no @pulumi/pulumi in its node_modules; run `npm install` there"));
    }

    [Fact]
    public async Task A_language_that_the_sandbox_has_not_is_refused_by_name()
    {
        await using var scenario = await Scenario.StartAsync();
        Write(scenario, "Pulumi.yaml", "name: shop\nruntime: python\n");

        var end = await scenario.CliAsync("preview --stack dev");

        Assert.Equal(2, end.ExitCode);
        Assert.Contains("the sandbox runs programs of dotnet and nodejs, not of 'python'", end.Error);
    }

    static void Write(Scenario scenario, string file, string text) => File.WriteAllText(Path.Combine(scenario.WorkFolder, file), text);
}
