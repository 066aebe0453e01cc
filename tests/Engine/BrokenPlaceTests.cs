using System.Text.Json.Nodes;
using Infra.Rpc;

namespace Infra.Tests.Engine;

/// <summary>Files as disks and people leave them: one message that says where, what and how to mend it, and not a byte of the state is changed.</summary>
public sealed class BrokenPlaceTests
{
    const string Vpc = "aws:ec2/vpc:Vpc", Version = "aws:secretsmanager/secretVersion:SecretVersion";

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, int, string> Damages => new()
    {
        { "state", "cut", 1, "is no JSON" },
        { "state", "emptied", 1, "is no JSON" },
        { "state", "edited", 1, "was changed after it was written" },
        { "state", "replaced by a list", 1, "is no state" },
        { "tags", "cut", 1, "holds no tags" },
        { "tags", "replaced by a list", 1, "holds no tags" },
        { "settings", "cut", 2, "is no YAML" },
        { "settings", "replaced by a list", 2, "holds no settings" },
        { "settings", "config is a text", 2, "'config' must be a map" },
        { "settings", "salt is cut", 2, "'encryptionsalt' is 'v1:=" },
        { "settings", "secret is edited", 1, "The secret 'shop:password' in " },
        { "project", "cut", 2, "is no YAML" },
        { "project", "replaced by a list", 2, "has no 'name'" },
    };

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task A_broken_file_is_one_message_and_the_state_stays_as_it_is(string file, string damage, int exitCode, string says)
    {
        await using var scenario = await StackedAsync();
        var path = PathOf(scenario, file);
        await File.WriteAllTextAsync(path, Damage(await File.ReadAllTextAsync(path, Ct), damage), Ct);
        var (broken, state) = (await File.ReadAllTextAsync(path, Ct), await File.ReadAllBytesAsync(scenario.CheckpointFile(), Ct));

        var end = await scenario.UpAsync(ProgramAsync);

        Assert.Equal(exitCode, end.ExitCode);
        Assert.StartsWith("error: ", end.Error);
        Assert.Single(end.Error.TrimEnd().Split('\n'));
        Assert.Contains(says, end.Error);
        Assert.Contains(path, end.Error);

        // What asks for less may still answer; what can't says why, and never falls over.
        foreach (var command in new[] { "stack", "stack export", "stack output", "stack history", "stack ls", "config", "config set colour red" })
            Assert.InRange((await scenario.CliAsync(command == "stack ls" ? command : $"{command} --stack dev")).ExitCode, 0, 9);
        Assert.Equal(state, await File.ReadAllBytesAsync(scenario.CheckpointFile(), Ct));
        Assert.True(file == "settings" && damage == "secret is edited" || broken == await File.ReadAllTextAsync(path, Ct));
    }

    [Fact]
    public async Task An_edited_line_of_the_cloud_is_named_and_nothing_is_taken_for_gone()
    {
        await using var scenario = await StackedAsync();
        var cloud = PathOf(scenario, "cloud");
        await File.WriteAllTextAsync(cloud, "x" + await File.ReadAllTextAsync(cloud, Ct), Ct);
        await scenario.RestartEngineAsync();

        var end = await scenario.CliAsync("refresh --yes --skip-preview --stack dev");

        Assert.Equal(1, end.ExitCode);
        Assert.Contains(end.Errors, error => error.StartsWith($"{cloud}, line 1 is not what the simulated cloud wrote: ", StringComparison.Ordinal));
        Assert.Equal(4, (await scenario.StateAsync())["resources"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("replaced by a list")]
    public async Task A_broken_entry_of_the_history_is_named_and_keeps_nobody_from_an_update(string damage)
    {
        await using var scenario = await StackedAsync();
        var entry = Directory.GetFiles(Path.Combine(scenario.StateFolder, ".pulumi", "history"), "*.history.json", SearchOption.AllDirectories).Single();
        await File.WriteAllTextAsync(entry, Damage(await File.ReadAllTextAsync(entry, Ct), damage), Ct);

        var end = await scenario.CliAsync("stack history --stack dev");

        Assert.Equal(1, end.ExitCode);
        Assert.StartsWith($"error: {entry} is no entry of a history: ", end.Error);
        Assert.Contains("Move it elsewhere: the state and all other entries stand without it.", end.Error);
        (await scenario.UpAsync(ProgramAsync, "--expect-no-changes")).Ok();
    }

    [Fact]
    public async Task A_wrong_passphrase_a_missing_one_and_a_changed_secret_are_told_apart()
    {
        await using var scenario = await StackedAsync();
        var before = await File.ReadAllBytesAsync(scenario.CheckpointFile(), Ct);
        await scenario.RestartEngineAsync();

        scenario.Passphrase = "wrong";
        var wrong = await scenario.UpAsync(ProgramAsync);
        scenario.Environment["PULUMI_CONFIG_PASSPHRASE"] = null;
        var missing = await scenario.UpAsync(ProgramAsync);
        scenario.Environment["PULUMI_CONFIG_PASSPHRASE"] = "correct horse";
        var export = JsonNode.Parse((await scenario.OkAsync("stack export --stack dev")).Output)!;
        var secret = export["deployment"]!["resources"]!.AsArray().Single(resource => resource!["type"]!.GetValue<string>() == Version)!["inputs"]!["secretString"]!;
        secret["ciphertext"] = Turned(secret["ciphertext"]!.GetValue<string>());
        var changed = await scenario.CliAsync("stack import --stack dev", export.ToJsonString());

        Assert.Equal((1, "error: incorrect passphrase\n"), (wrong.ExitCode, wrong.Error));
        Assert.Equal((1, "error: passphrase must be set with PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE environment variables\n"), (missing.ExitCode, missing.Error));
        Assert.Equal(1, changed.ExitCode);
        Assert.Contains("The secret inputs/secretString of urn:pulumi:dev::shop::aws:secretsmanager/secretVersion:SecretVersion::version can't be opened, though the passphrase is right: it was changed after it was written", changed.Error);
        Assert.Equal(before, await File.ReadAllBytesAsync(scenario.CheckpointFile(), Ct));
    }

    [Fact]
    public async Task A_line_of_the_cloud_that_was_being_written_when_its_process_died_is_dropped()
    {
        await using var scenario = await StackedAsync();
        var cloud = PathOf(scenario, "cloud");
        await File.AppendAllTextAsync(cloud, """{"add":{"type":"aws:ec2/vpc:Vpc","key":""", Ct);
        await scenario.RestartEngineAsync();

        (await scenario.UpAsync(program => program.RegisterAsync(Vpc, "other"))).Ok();

        Assert.All(await File.ReadAllLinesAsync(cloud, Ct), line => Assert.NotNull(JsonNode.Parse(line)));
        (await scenario.UpAsync(program => program.RegisterAsync(Vpc, "other"), "--refresh --expect-no-changes")).Ok();
    }

    static async Task<Scenario> StackedAsync()
    {
        var scenario = await Scenario.StartAsync();
        await scenario.OkAsync("config set --secret --stack dev password hunter2");
        (await scenario.UpAsync(ProgramAsync)).Ok();
        return scenario;
    }

    static async Task ProgramAsync(InlineProgram program)
    {
        await program.RegisterAsync(Vpc, "main");
        await program.RegisterAsync(Version, "version", """{"secretId":"shop"}""", request => request.Object.Fields["secretString"] = WireValues.Secret(Google.Protobuf.WellKnownTypes.Value.ForString("hunter2")));
    }

    static string PathOf(Scenario scenario, string file) => file switch
    {
        "state" => scenario.CheckpointFile(),
        "tags" => scenario.CheckpointFile().Replace(".json", ".pulumi-tags"),
        "settings" => Path.Combine(scenario.WorkFolder, "Pulumi.dev.yaml"),
        "project" => Path.Combine(scenario.WorkFolder, "Pulumi.yaml"),
        "cloud" => Path.Combine(scenario.StateFolder, ".pulumi", "sandbox", "cloud.jsonl"),
        _ => throw new ArgumentOutOfRangeException(nameof(file), file, "no such file"),
    };

    static string Damage(string text, string how) => how switch
    {
        "cut" => text.Contains(": ", StringComparison.Ordinal) ? "name: [shop" : text[..(text.Length / 2)],
        "emptied" => "",
        "edited" => text.Replace("\"custom\":true", "\"custom\":false", StringComparison.Ordinal),
        "replaced by a list" => "[1, 2]",
        "config is a text" => "config: hello\n",
        "salt is cut" => text.Replace("encryptionsalt: v1:", "encryptionsalt: v1:=", StringComparison.Ordinal),
        "secret is edited" => string.Join('\n', text.Split('\n').Select(line => line.Contains("secure:", StringComparison.Ordinal) ? Turned(line) : line)),
        _ => throw new ArgumentOutOfRangeException(nameof(how), how, "no such damage"),
    };

    /// <summary>With another letter in the middle of its last part.</summary>
    static string Turned(string ciphertext)
    {
        var at = ciphertext.LastIndexOf(':') + 4;
        return ciphertext[..at] + (ciphertext[at] == 'A' ? 'B' : 'A') + ciphertext[(at + 1)..];
    }
}
