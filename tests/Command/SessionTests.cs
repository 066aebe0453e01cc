using System.Text.Json.Nodes;
using Infra.Tests.Engine;

namespace Infra.Tests.Command;

/// <summary>What commands remember of each other.</summary>
public sealed class SessionTests
{
    [Fact]
    public async Task The_stack_made_last_is_the_one_of_commands_that_name_none_until_it_is_gone()
    {
        await using var scenario = await StartAsync();

        await scenario.OkAsync("stack init prod");
        await scenario.OkAsync("stack init test --no-select");
        Assert.Equal("prod\n", (await scenario.OkAsync("stack --show-name")).Output);
        await scenario.OkAsync("stack rename live");
        Assert.Equal("live\n", (await scenario.OkAsync("stack --show-name")).Output);
        await scenario.OkAsync("stack rm --yes live");

        var none = await scenario.CliAsync("stack");
        Assert.Equal(2, none.ExitCode);
        Assert.Contains("no stack selected; please use `pulumi stack select` or `pulumi stack init` to choose one, or pass --stack NAME", none.Error);
    }

    [Fact]
    public async Task A_variable_stands_before_what_was_selected_and_a_flag_before_both()
    {
        await using var scenario = await StartAsync();
        await scenario.OkAsync("stack init prod");
        scenario.Environment["PULUMI_STACK"] = "dev";

        Assert.Equal("dev\n", (await scenario.OkAsync("stack --show-name")).Output);
        Assert.Equal("prod\n", (await scenario.OkAsync("stack --show-name --stack prod")).Output);
    }

    [Fact]
    public async Task Unselecting_forgets_the_stack_and_its_file()
    {
        await using var scenario = await StartAsync();

        await scenario.OkAsync("stack unselect");

        Assert.Empty(Directory.GetFiles(Path.Combine(scenario.Home, "workspaces")));
    }

    [Fact]
    public async Task A_login_keeps_what_the_official_command_wrote_beside_it()
    {
        await using var scenario = await StartAsync();
        File.WriteAllText(Path.Combine(scenario.Home, "credentials.json"), """{"current":"https://api.pulumi.com","accessTokens":{"https://api.pulumi.com":"pul-1"},"accounts":{"https://api.pulumi.com":{"username":"me"}}}""");

        await scenario.OkAsync($"login file://{scenario.StateFolder}");
        var between = JsonNode.Parse(File.ReadAllText(Path.Combine(scenario.Home, "credentials.json")))!;
        await scenario.OkAsync("logout");

        Assert.Equal($"file://{scenario.StateFolder}", between["current"]!.GetValue<string>());
        var after = JsonNode.Parse(File.ReadAllText(Path.Combine(scenario.Home, "credentials.json")))!;
        Assert.Equal("""{"accessTokens":{"https://api.pulumi.com":"pul-1"},"accounts":{"https://api.pulumi.com":{"username":"me"}}}""", after.ToJsonString());
    }

    [Fact]
    public async Task The_variable_stands_before_the_project_and_the_project_before_the_login()
    {
        await using var scenario = await StartAsync();
        var (project, login) = (Folder(scenario, "of-project"), Folder(scenario, "of-login"));
        await scenario.OkAsync($"login file://{login}");

        Assert.Equal($"file://{scenario.StateFolder}", await BackendAsync(scenario));
        scenario.Environment["PULUMI_BACKEND_URL"] = "";
        Assert.Equal($"file://{login}", await BackendAsync(scenario));
        File.WriteAllText(Path.Combine(scenario.WorkFolder, "Pulumi.yaml"), $"name: shop\nruntime: dotnet\nbackend:\n  url: file://{project}\n");
        Assert.Equal($"file://{project}", await BackendAsync(scenario));
    }

    [Theory]
    [InlineData("login", "The sandbox knows no Pulumi Cloud")]
    [InlineData("login https://api.pulumi.com", "The backend 'https://api.pulumi.com' is not a folder")]
    [InlineData("login --local file://~", "a URL may not be specified when --local mode is enabled")]
    public async Task Only_folders_can_be_logged_in_to(string command, string sentence)
    {
        await using var scenario = await StartAsync();

        Assert.Contains(sentence, (await scenario.CliAsync(command)).Error);
    }

    [Fact]
    public async Task Damaged_credentials_are_one_sentence()
    {
        await using var scenario = await StartAsync();
        scenario.Environment["PULUMI_BACKEND_URL"] = "";
        File.WriteAllText(Path.Combine(scenario.Home, "credentials.json"), "{");

        var end = await scenario.CliAsync("stack ls");

        Assert.Equal(2, end.ExitCode);
        Assert.Contains("credentials.json is damaged", end.Error);
    }

    static Task<Scenario> StartAsync() => Scenario.StartAsync(options => options with { Home = Path.Combine(Path.GetDirectoryName(options.WorldFolder)!, "home") });

    static string Folder(Scenario scenario, string name) => Directory.CreateDirectory(Path.Combine(scenario.Folder, name)).FullName;

    static async Task<string> BackendAsync(Scenario scenario) => JsonNode.Parse((await scenario.OkAsync("whoami --json")).Output)!["url"]!.GetValue<string>();
}
