using System.Globalization;
using System.Xml.Linq;
using Amazon.Runtime;

namespace Infra.Platforms.Aws;

/// <summary>The rights with which a stage is touched: the caller's, or those of the stage's role, and never in another account than the stage's.</summary>
internal sealed class AwsSession(AwsScope scope, Credentials caller, AwsWire wire) : IDisposable
{
    private static readonly TimeSpan _margin = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim _turn = new(1);
    private ImmutableCredentials? _current;
    private DateTimeOffset _until;

    internal async Task<ImmutableCredentials> GetAsync(bool anew, CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            if (_current is { } current && !anew && wire.Now < _until)
                return current;
            (_current, _until) = scope.Role is { } role ? await AssumeAsync(role, ct) : await CheckAsync(anew, ct);
            return _current;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<(ImmutableCredentials, DateTimeOffset)> AssumeAsync(string role, CancellationToken ct)
    {
        var answer = await AskAsync("AssumeRole", [new("RoleArn", role), new("RoleSessionName", "infra")], ct);
        RequireAccount(answer.At("AssumedRoleUser").Text("Arn").Split(':').ElementAtOrDefault(4) ?? "");
        var made = answer.At("Credentials");
        return (
            new(made.Text("AccessKeyId"), made.Text("SecretAccessKey"), made.Text("SessionToken")),
            DateTimeOffset.Parse(made.Text("Expiration"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal) - _margin);
    }

    /// <summary>AWSSDK.Core renews what the caller has; asking it costs nothing, so that it is asked again soon.</summary>
    private async Task<(ImmutableCredentials, DateTimeOffset)> CheckAsync(bool anew, CancellationToken ct)
    {
        var own = await caller(anew, ct);
        if (!own.Equals(_current))
            RequireAccount((await AskAsync("GetCallerIdentity", [], ct)).Text("Account"));
        return (own, wire.Now + TimeSpan.FromMinutes(1));
    }

    private async Task<XElement> AskAsync(string action, KeyValuePair<string, string>[] parameters, CancellationToken ct) =>
        AwsXml.Result(await wire.SendAsync(AwsCall.Query(AwsService.Tokens, scope.Region, action, parameters), caller, ct), action);

    private void RequireAccount(string account)
    {
        if (account != scope.Account)
            throw new PlatformException($"These credentials are of AWS account {account}, and the stage is in {scope.Account}. Nothing is read or moved there; choose other credentials, with AWS_PROFILE for one, or a role of {scope.Account}.");
    }
}
