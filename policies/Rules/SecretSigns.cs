using System.Text.RegularExpressions;

namespace Infra.Policies.Rules;

/// <summary>Tells by its name or its look that a plain value is a secret. What it answers says why, never what the value is.</summary>
internal static partial class SecretSigns
{
    const int LongEnough = 28;
    const double BitsPerCharacter = 4.25;

    /// <summary>Why this is a secret, or null.</summary>
    public static string? Find(string name, string value) =>
        value.Length == 0 || Reference().IsMatch(value) ? null
        : Key().IsMatch(value) ? "holds a private key"
        : Issued().IsMatch(value) ? "looks like an access key or token that a provider issues"
        : Jwt().IsMatch(value) ? "looks like a JSON Web Token"
        : Credentials().IsMatch(value) ? "holds a URL or connection string with a password in it"
        : SaysSecret(name) && !Plain().IsMatch(value) ? "is named like a secret"
        : Random(value) ? $"is {value.Length} characters long and as random as a key"
        : null;

    static bool SaysSecret(string name)
    {
        var words = Words(name);
        return SecretWord().IsMatch(words) && !AboutSecret().IsMatch(words) && !PublicKey().IsMatch(words);
    }

    // "dbPassword", "db.password", "DB-PASSWORD": all DB_PASSWORD.
    static string Words(string name) => Border().Replace(name, "_").ToUpperInvariant();

    static bool Random(string value) =>
        value.Length >= LongEnough && Opaque().IsMatch(value) && !Hex().IsMatch(value)
        && value.Any(char.IsAsciiDigit) && value.Any(char.IsAsciiLetterUpper) && value.Any(char.IsAsciiLetterLower)
        && Entropy(value) >= BitsPerCharacter;

    static double Entropy(string value) => value.CountBy(c => c).Sum(count => -(double)count.Value / value.Length * Math.Log2((double)count.Value / value.Length));

    // An ARN names a secret; it is not one.
    [GeneratedRegex("^arn:[a-z-]+:[a-z0-9-]+:")]
    private static partial Regex Reference();

    [GeneratedRegex("-----BEGIN [A-Z0-9 ]*PRIVATE KEY")]
    private static partial Regex Key();

    [GeneratedRegex("(?:^|[^A-Za-z0-9])(?:(?:AKIA|ASIA)[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{30,}|github_pat_[A-Za-z0-9_]{30,}|glpat-[A-Za-z0-9_-]{16,}|xox[abeoprs]-[A-Za-z0-9-]{10,}|[rs]k_(?:live|test)_[A-Za-z0-9]{16,}|AIza[0-9A-Za-z_-]{35}|npm_[A-Za-z0-9]{36}|pul-[0-9a-f]{40})(?:$|[^A-Za-z0-9])")]
    private static partial Regex Issued();

    [GeneratedRegex("eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]*")]
    private static partial Regex Jwt();

    [GeneratedRegex("[A-Za-z][A-Za-z0-9+.-]*://[^/\\s:@]*:[^/\\s@]+@|(?:^|[;\\s])(?:password|pwd|accountkey|sharedaccesskey)\\s*=\\s*[^;\\s]+", RegexOptions.IgnoreCase)]
    private static partial Regex Credentials();

    [GeneratedRegex("PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|CREDENTIAL|API_?KEY|(?:^|_)(?:PWD|PASS|AUTH)$|(?:^|_)[A-Z]*KEYS?$")]
    private static partial Regex SecretWord();

    // The name of something about a secret: where it is, how long it lives, who issues it.
    [GeneratedRegex("_(?:ARN|URL|URI|ENDPOINT|HOST|FILE|PATH|DIR|NAME|ID|ISSUER|AUDIENCE|TYPE|TTL|LENGTH|SIZE|LIMIT|COUNT|TIMEOUT|EXPIRY|LIFETIME|MINUTES|SECONDS|ENABLED|REQUIRED|HEADER|VERSION|ALGORITHM|PREFIX|REGION)$")]
    private static partial Regex AboutSecret();

    [GeneratedRegex("(?:^|_)(?:PUBLIC|PARTITION|SORT|PRIMARY|FOREIGN|ROUTING|CACHE|IDEMPOTENCY|MESSAGE|HOT|GROUP)_?KEYS?$|(?:^|_)(?:MONKEY|TURKEY)S?$")]
    private static partial Regex PublicKey();

    // A switch is no secret, whatever it switches.
    [GeneratedRegex("^(?:true|false|on|off|yes|no|none|null)$", RegexOptions.IgnoreCase)]
    private static partial Regex Plain();

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])|[^A-Za-z0-9]+")]
    private static partial Regex Border();

    [GeneratedRegex("^[A-Za-z0-9+/=_~.-]+$")]
    private static partial Regex Opaque();

    [GeneratedRegex("^(?:[0-9a-f-]+|[0-9A-F-]+)$")]
    private static partial Regex Hex();
}
