using System.Text.Json.Nodes;
using Google.Protobuf.WellKnownTypes;
using Infra.Rpc;
using Infra.Sandbox.Engine.Secrets;

namespace Infra.Tests.Engine;

public sealed class SecretTests
{
    const string Secret = "aws:secretsmanager/secretVersion:SecretVersion", Plain = "hunter2-and-more";

    [Fact]
    public void The_known_salt_opens_with_its_passphrase_and_no_other()
    {
        const string salt = "v1:fozI5u6B030=:v1:F+6ZduKKd8G0/V7L:PGMFeIzwobWRKmEAzUdaQHqC5mMRIQ==";

        var cipher = PassphraseCipher.Open("password", salt);

        Assert.Equal("pulumi", cipher.Decrypt("v1:F+6ZduKKd8G0/V7L:PGMFeIzwobWRKmEAzUdaQHqC5mMRIQ=="));
        Assert.Equal("incorrect passphrase", Assert.Throws<Infra.Sandbox.Engine.EngineException>(() => PassphraseCipher.Open("Password", salt)).Message);
    }

    [Fact]
    public async Task A_secret_is_plain_nowhere_but_for_who_asks()
    {
        await using var scenario = await Scenario.StartAsync();

        var end = (await scenario.UpAsync(Program)).Ok();

        var everything = string.Concat(Directory.EnumerateFiles(scenario.Folder, "*", SearchOption.AllDirectories).Select(File.ReadAllText));
        Assert.DoesNotContain(Plain, everything);
        Assert.DoesNotContain(Plain, end.Output + end.Error + string.Concat(end.Events.Select(happened => happened.ToJsonString())));
        Assert.Equal("[secret]", JsonNode.Parse((await scenario.OkAsync("stack output --json --stack dev")).Output)!["password"]!.GetValue<string>());
        Assert.Equal(Plain, JsonNode.Parse((await scenario.OkAsync("stack output --json --show-secrets --stack dev")).Output)!["password"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_secret_input_comes_back_as_a_secret_output()
    {
        await using var scenario = await Scenario.StartAsync();
        Registered? made = null;

        (await scenario.UpAsync(async program => made = await Register(program))).Ok();

        Assert.Equal(WireValues.Secret(Value.ForString(Plain)), made!.Outputs.Fields["secretString"]);
    }

    [Fact]
    public async Task An_unchanged_secret_keeps_its_ciphertext()
    {
        await using var scenario = await Scenario.StartAsync();
        (await scenario.UpAsync(Program)).Ok();
        var first = (await scenario.ResourceAsync("password"))["inputs"]!.ToJsonString();
        await scenario.RestartEngineAsync();

        var second = (await scenario.UpAsync(Program, "--expect-no-changes")).Ok();

        Assert.Equal(first, (await scenario.ResourceAsync("password"))["inputs"]!.ToJsonString());
        Assert.DoesNotContain("update", second.Changes);
    }

    [Fact]
    public async Task A_wrong_passphrase_is_refused()
    {
        await using var scenario = await Scenario.StartAsync();
        (await scenario.UpAsync(Program)).Ok();
        scenario.Passphrase = "wrong";

        var end = await scenario.UpAsync(Program);

        Assert.Equal((1, "error: incorrect passphrase\n"), (end.ExitCode, end.Error));
    }

    [Fact]
    public async Task Secret_configuration_reaches_the_program_and_stays_encrypted_in_the_file()
    {
        await using var scenario = await Scenario.StartAsync();
        await scenario.OkAsync($"config set-all --stack dev --plaintext colour=blue --secret password={Plain}");
        Pulumirpc.RunRequest? seen = null;

        (await scenario.UpAsync(program =>
        {
            seen = program.Run;
            return Task.CompletedTask;
        })).Ok();

        Assert.Equal((Plain, "blue", "shop:password"), (seen!.Config["shop:password"], seen.Config["shop:colour"], Assert.Single(seen.ConfigSecretKeys)));
        Assert.DoesNotContain(Plain, await File.ReadAllTextAsync(Path.Combine(scenario.WorkFolder, "Pulumi.dev.yaml"), TestContext.Current.CancellationToken));
        Assert.Equal("""{"shop:colour":{"value":"blue","secret":false},"shop:password":{"secret":true}}""", JsonNode.Parse((await scenario.OkAsync("config --json --stack dev")).Output)!.ToJsonString());
        Assert.Contains(Plain, (await scenario.OkAsync("config --json --show-secrets --stack dev")).Output);
    }

    [Fact]
    public async Task A_message_about_a_secret_input_does_not_say_it()
    {
        await using var scenario = await Scenario.StartAsync();

        var end = await scenario.UpAsync(program => program.RegisterAsync("aws:ec2/vpc:Vpc", "main", "{}",
            request => request.Object.Fields["instanceTenancy"] = WireValues.Secret(Value.ForString(Plain))));

        Assert.Contains(end.Errors, error => error.Contains("'instanceTenancy' is a secret; it must be one of default, dedicated, host"));
        Assert.DoesNotContain(Plain, end.Output + string.Concat(end.Errors));
    }

    static async Task Program(InlineProgram program)
    {
        var made = await Register(program);
        program.Output("password", made.Outputs.Fields["secretString"]);
    }

    static Task<Registered> Register(InlineProgram program) => program.RegisterAsync(Secret, "password", """{"secretId":"shop"}""",
        request => request.Object.Fields["secretString"] = WireValues.Secret(Value.ForString(Plain)));
}
