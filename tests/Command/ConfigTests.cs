using System.Text.Json.Nodes;
using Infra.Tests.Engine;

namespace Infra.Tests.Command;

public sealed class ConfigTests
{
    const string Secret = "hunter2";

    [Fact]
    public async Task Objects_are_set_by_path_with_numbers_booleans_and_secrets_in_them()
    {
        await using var scenario = await Scenario.StartAsync();

        await SetAsync(scenario, "--path", "db.ports[0]", "5432");
        await SetAsync(scenario, "--path", "db.ports[1]", "5433");
        await SetAsync(scenario, "--path", "db.tls", "true");
        await SetAsync(scenario, "--path", "db[\"zip code\"]", "01234");
        await SetAsync(scenario, "--path", "--secret", "db.password", Secret);

        Assert.Equal("""{"ports":[5432,5433],"tls":true,"zip code":"01234","password":"hunter2"}""", (await scenario.OkAsync("config get db --stack dev")).Output.Trim());
        Assert.Equal($"{Secret}\n", (await scenario.OkAsync("config get --path db.password --stack dev")).Output);
        var shown = JsonNode.Parse((await scenario.OkAsync("config --json --stack dev")).Output)!["shop:db"]!;
        Assert.Equal("""{"secret":true}""", shown.ToJsonString());
        Assert.Equal(["KEY  VALUE", """db   {"ports":[5432,5433],"tls":true,"zip code":"01234","password":"[secret]"}"""], (await scenario.OkAsync("config --stack dev")).Output.TrimEnd().Split('\n'));
        Assert.DoesNotContain(Secret, File.ReadAllText(SettingsOf(scenario)));
    }

    [Fact]
    public async Task A_program_gets_an_object_as_json_with_its_secrets_open_and_its_key_among_the_secret_ones()
    {
        await using var scenario = await Scenario.StartAsync();
        await SetAsync(scenario, "--path", "--secret", "db.password", Secret);
        Pulumirpc.RunRequest? seen = null;

        (await scenario.UpAsync(program =>
        {
            seen = program.Run;
            return Task.CompletedTask;
        })).Ok();

        Assert.Equal($$"""{"password":"{{Secret}}"}""", seen!.Config["shop:db"]);
        Assert.Equal("shop:db", Assert.Single(seen.ConfigSecretKeys));
        Assert.DoesNotContain(Secret, string.Concat(Directory.EnumerateFiles(scenario.StateFolder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }).Select(File.ReadAllText)));
    }

    [Fact]
    public async Task A_file_that_others_wrote_is_read_and_what_is_not_touched_stays()
    {
        await using var scenario = await Scenario.StartAsync();
        const string text = """
            environment:
            - prod
            config:
              aws:region: eu-west-1
              shop:count: 3
              shop:ratio: 1.50
              shop:on: true
              shop:none: null
              shop:list:
              - a
              - {deep: [1, "2"]}
              shop:text: "007"
            """;
        File.WriteAllText(SettingsOf(scenario), text + "\n");

        await SetAsync(scenario, "colour", "blue");
        await scenario.OkAsync("config rm colour --stack dev");

        Assert.Equal(text.ReplaceLineEndings("\n"), File.ReadAllText(SettingsOf(scenario)).TrimEnd());
        Assert.Equal("""["a",{"deep":[1,"2"]}]""", (await scenario.OkAsync("config get list --stack dev")).Output.Trim());
        Assert.Equal("1.50", (await scenario.OkAsync("config get ratio --stack dev")).Output.Trim());
    }

    [Theory]
    [InlineData("42", "int", "shop:n: 42")]
    [InlineData("true", "bool", "shop:n: true")]
    [InlineData("1.5", "float", "shop:n: 1.5")]
    [InlineData("42", "string", "shop:n: \"42\"")]
    [InlineData("plain", null, "shop:n: plain")]
    [InlineData("yes: no", null, "shop:n: \"yes: no\"")]
    public async Task A_value_is_written_as_what_it_is(string value, string? type, string line)
    {
        await using var scenario = await Scenario.StartAsync();

        await SetAsync(scenario, type is null ? ["n", value] : ["n", "--type", type, "--", value]);

        Assert.Equal($"config:\n  {line}\n", File.ReadAllText(SettingsOf(scenario)));
        Assert.Equal(value, (await scenario.OkAsync("config get n --stack dev")).Output.Trim());
    }

    [Theory]
    [InlineData("config set --path db.a[2] x", "has a list of 0 there; [2] would leave a gap")]
    [InlineData("config set --path colour.deep x", "'shop:colour' holds a value, which has nothing below it")]
    [InlineData("config set --path db..a x", "'db..a' is no path")]
    [InlineData("config set --path db.secure x", "The name 'secure' alone in an object means a secret")]
    [InlineData("config set n --type int many", "'many' is no int")]
    [InlineData("config set n --secret --plaintext x", "--secret and --plaintext exclude each other")]
    [InlineData("config get --path db.nothing", "configuration key 'db.nothing' not found for stack 'dev'")]
    public async Task What_can_not_be_set_is_one_sentence(string command, string sentence)
    {
        await using var scenario = await Scenario.StartAsync();
        await SetAsync(scenario, "colour", "blue");

        Assert.Contains(sentence, (await scenario.CliAsync(command + " --stack dev")).Error);
    }

    [Fact]
    public async Task Values_are_removed_below_a_path_and_many_at_once()
    {
        await using var scenario = await Scenario.StartAsync();
        await scenario.OkAsync("config set-all --stack dev --path --plaintext db.a=1 --plaintext db.b=2 --plaintext one=1 --plaintext two=2");

        await scenario.OkAsync("config rm --path db.a --stack dev");
        await scenario.OkAsync("config rm-all one two --stack dev");

        Assert.Equal("""{"shop:db":{"value":"{\"b\":2}","objectValue":{"b":2},"secret":false}}""", Plain.Json((await scenario.OkAsync("config --json --stack dev")).Output));
    }

    [Fact]
    public async Task What_config_prints_config_reads()
    {
        await using var scenario = await Scenario.StartAsync();
        await scenario.OkAsync("config set-all --stack dev --path --plaintext db.a=1 --plaintext colour=blue --secret password=hunter2");
        var printed = (await scenario.OkAsync("config --json --show-secrets --stack dev")).Output;
        await scenario.OkAsync("config rm-all db colour password --stack dev");

        Assert.Equal(0, (await scenario.CliAsync(["config", "set-all", "--stack", "dev", "--json", printed])).ExitCode);

        Assert.Equal(printed, (await scenario.OkAsync("config --json --show-secrets --stack dev")).Output);
    }

    [Fact]
    public async Task A_copy_has_its_secrets_under_the_other_stack_s_key()
    {
        await using var scenario = await Scenario.StartAsync();
        await scenario.OkAsync("config set-all --stack dev --path --plaintext colour=blue --secret db.password=hunter2");
        await scenario.OkAsync("stack init prod");

        await scenario.OkAsync("config cp --stack dev --dest prod");

        Assert.Equal("hunter2\n", (await scenario.OkAsync("config get --path db.password --stack prod")).Output);
        Assert.NotEqual(Salt(scenario, "dev"), Salt(scenario, "prod"));
    }

    [Fact]
    public async Task Refresh_brings_back_what_the_last_update_ran_with()
    {
        await using var scenario = await Scenario.StartAsync();
        await scenario.OkAsync("config set-all --stack dev --path --plaintext colour=blue --secret db.password=hunter2");
        (await scenario.UpAsync(_ => Task.CompletedTask)).Ok();
        await scenario.OkAsync("config set-all --stack dev --plaintext colour=red --plaintext more=1");

        var refused = await scenario.CliAsync("config refresh --stack dev");
        await scenario.OkAsync("config refresh --force --stack dev");

        Assert.Contains("was changed since the last operation of 'dev', and would be lost; pass --force", refused.Error);
        Assert.Equal("""{"shop:colour":{"value":"blue","secret":false},"shop:db":{"value":"{\"password\":\"hunter2\"}","objectValue":{"password":"hunter2"},"secret":true}}""",
            Plain.Json((await scenario.OkAsync("config --json --show-secrets --stack dev")).Output));
    }

    [Fact]
    public async Task Another_file_is_named_with_config_file()
    {
        await using var scenario = await Scenario.StartAsync();
        var file = Path.Combine(scenario.Folder, "other.yaml");

        await SetAsync(scenario, "--config-file", file, "colour", "blue");

        Assert.Equal("config:\n  shop:colour: blue\n", File.ReadAllText(file));
        Assert.False(File.Exists(SettingsOf(scenario)));
    }

    static async Task SetAsync(Scenario scenario, params string[] words)
    {
        var end = await scenario.CliAsync(["config", "set", "--stack", "dev", .. words]);
        Assert.True(end.ExitCode == 0, end.Error);
    }

    static string SettingsOf(Scenario scenario, string stack = "dev") => Path.Combine(scenario.WorkFolder, $"Pulumi.{stack}.yaml");

    static string Salt(Scenario scenario, string stack) => File.ReadLines(SettingsOf(scenario, stack)).Single(line => line.StartsWith("encryptionsalt", StringComparison.Ordinal));
}
