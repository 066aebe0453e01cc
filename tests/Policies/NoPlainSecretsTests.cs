using Infra.Policies.Rules;
using Infra.Policies.Rules.Delivery;
using Pulumirpc;
using static Infra.Tests.Policies.Kit;

namespace Infra.Tests.Policies;

public sealed class NoPlainSecretsTests
{
    static AnalyzeRequest With(string name, object value) => TaskDefinition(new { name = "web", environment = new[] { new { name, value } } });

    [Theory]
    [InlineData("PORT", "8080")]
    [InlineData("API_URL", "http://api.local:8080/v1?page=2")]
    [InlineData("DB_SECRET_ARN", "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf")]
    [InlineData("DB_PASSWORD", "arn:aws:ssm:eu-west-1:111122223333:parameter/db")]
    [InlineData("TOKEN_TTL_SECONDS", "3600")]
    [InlineData("TOKEN_ISSUER", "https://login.example.com/")]
    [InlineData("PASSWORD_FILE", "/run/secrets/db")]
    [InlineData("API_KEY_REQUIRED", "true")]
    [InlineData("PARTITION_KEY", "customer")]
    [InlineData("KEYBOARD", "qwerty")]
    [InlineData("DB_PASSWORD", "")]
    [InlineData("RELEASE_DIGEST", "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
    [InlineData("GIT_COMMIT", "570043b0f1f2f3f4f5f6f7f8f9fafbfcfdfeff00")]
    [InlineData("REQUEST_ID_SEED", "123e4567-e89b-12d3-a456-426614174000")]
    [InlineData("TRACE_SERVICE", "Production-EuWest1-CheckoutService-Blue")]
    [InlineData("JAVA_TOOL_OPTIONS", "-Xmx512m -XX:+UseG1GC -Dfile.encoding=UTF-8")]
    public void An_ordinary_variable_passes(string name, string value) => Pass(NoPlainSecrets.Rule, With(name, value));

    [Theory]
    [InlineData("DB_PASSWORD", "hunter2", "is named like a secret")]
    [InlineData("dbPassword", "hunter2", "is named like a secret")]
    [InlineData("stripe.api-key", "abc", "is named like a secret")]
    [InlineData("SIGNING_KEY", "abc", "is named like a secret")]
    [InlineData("GITHUB_TOKEN", "abc", "is named like a secret")]
    [InlineData("CLIENT_SECRET", "abc", "is named like a secret")]
    [InlineData("AWS_ID", "AKIAIOSFODNN7EXAMPLE", "looks like an access key")]
    [InlineData("HOOK", "https://hooks.example.com/xoxb-123456789012-abcdefghijkl", "looks like an access key")]
    [InlineData("CERT", "-----BEGIN RSA PRIVATE KEY-----\nMIIE", "holds a private key")]
    [InlineData("BEARER", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl", "looks like a JSON Web Token")]
    [InlineData("DATABASE_URL", "postgres://shop:hunter2@db.local:5432/shop", "holds a URL or connection string with a password")]
    [InlineData("DB", "Server=db;User Id=shop;Password=hunter2;", "holds a URL or connection string with a password")]
    public void What_looks_like_a_secret_is_refused_without_being_shown(string name, string value, string why)
    {
        var what = Violates(NoPlainSecrets.Rule, With(name, value));

        Assert.Contains($"Variable {name} of Container 'web'", what);
        Assert.Contains(why, what);
        Assert.DoesNotContain(value, what);
    }

    [Fact]
    public void Random_keys_of_any_name_are_seen()
    {
        var random = new Random(20261121);
        var bytes = new byte[30];
        var seen = Enumerable.Range(0, 1000).Count(_ =>
        {
            random.NextBytes(bytes);
            return SecretSigns.Find("VALUE", Convert.ToBase64String(bytes)) is not null;
        });

        Assert.InRange(seen, 990, 1000);
    }

    [Fact]
    public void A_value_that_Pulumi_knows_as_a_secret_is_refused_whatever_it_is_called()
    {
        var environment = Some("infra:index:Environment", new { environment = new { GREETING = Secret("hello, you") } });

        Assert.Equal("Variable GREETING of Environment 'web' is marked as a secret and stands there in plain text.", Violates(NoPlainSecrets.Rule, environment));
    }

    [Fact]
    public void Definitions_that_are_a_secret_as_a_whole_are_refused() =>
        Assert.Contains("as a whole", Violates(NoPlainSecrets.Rule, Some("aws:ecs/taskDefinition:TaskDefinition", new { containerDefinitions = Secret("[]") })));

    [Fact]
    public void Secrets_passed_by_ARN_pass() =>
        Pass(NoPlainSecrets.Rule, TaskDefinition(new { name = "web", secrets = new[] { new { name = "DB_PASSWORD", valueFrom = "arn:aws:secretsmanager:eu-west-1:1:secret:db" } } }));

    [Fact]
    public void A_variable_that_the_configuration_allows_passes() =>
        Pass(NoPlainSecrets.Rule, With("FEATURE_TOKEN", "beta"), new { allow = new[] { "FEATURE_TOKEN" } });

    [Fact]
    public void A_value_not_known_yet_is_judged_by_the_update_and_hides_no_other()
    {
        var answer = Only(NoPlainSecrets.Rule).Analyze(TaskDefinition(new { name = "web", environment = new[] { new { name = "API", value = Unknown }, new { name = "DB_PASSWORD", value = "x" } } }));

        Assert.Equal([EnforcementLevel.Advisory, EnforcementLevel.Mandatory], answer.Diagnostics.Select(diagnostic => diagnostic.EnforcementLevel));
    }
}
