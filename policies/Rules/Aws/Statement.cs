using System.IO.Enumeration;
using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Aws;

/// <summary>One statement of an IAM policy document, whether the document is text or an object.</summary>
internal sealed record Statement(Property Body, int Number)
{
    // What says who may come, or from where. Transport, time and MFA narrow nobody out.
    static readonly HashSet<string> narrowing = new(StringComparer.OrdinalIgnoreCase)
    {
        "aws:PrincipalOrgID", "aws:PrincipalOrgPaths", "aws:PrincipalAccount", "aws:PrincipalArn", "aws:PrincipalServiceName", "aws:SourceAccount", "aws:SourceArn", "aws:SourceOrgID",
        "aws:SourceOrgPaths", "aws:SourceOwner", "aws:SourceVpc", "aws:SourceVpce", "aws:SourceIp", "aws:VpceAccount", "aws:VpceOrgID", "aws:userid", "aws:username",
        "kms:CallerAccount", "s3:DataAccessPointAccount", "s3:DataAccessPointArn", "elasticfilesystem:AccessedViaMountTarget",
    };

    public bool Allows => Body["Effect"].Text == "Allow";

    public IEnumerable<string> Actions => Body["Action"].Texts();

    /// <summary>Every resource there is, of every kind.</summary>
    public bool OnEverything => !Body["NotResource"].IsMissing || Body["Resource"].Texts().Any(IsEverything);

    /// <summary>Whoever has an AWS account, or nobody in particular.</summary>
    public bool ForAnyone => !Body["NotPrincipal"].IsMissing || Body["Principal"].Text == "*" || Principals("AWS").Concat(Principals("*")).Contains("*");

    /// <summary>A condition leaves only some callers or places.</summary>
    public bool IsNarrowed => Conditions(narrowing.Contains).Any(values => values.All(value => !IsWide(value)));

    public static IEnumerable<Statement> Of(Property document) => document.IsMissing || document.Text == ""
        ? []
        : document.Json()["Statement"].OneOrMany().Select((body, i) => new Statement(body, i + 1));

    /// <summary>Whether the statement's actions cover one. What `NotAction` leaves out, it covers not.</summary>
    public bool Covers(string action) => Body["NotAction"].IsMissing
        ? Actions.Any(pattern => Fits(pattern, action))
        : !Body["NotAction"].Texts().Any(pattern => Fits(pattern, action));

    public IEnumerable<string> Principals(string kind) => Body["Principal"].Entries.Where(entry => entry.Name == kind).SelectMany(entry => entry.Value.Texts());

    /// <summary>The values of condition keys that must be there and must fit. Of "IfExists", "ForAllValues" and "Not" a caller without the key keeps clear.</summary>
    public IEnumerable<IReadOnlyList<string>> Conditions(Func<string, bool> key) =>
        from entry in Body["Condition"].Entries
        where !entry.Name.Contains("Not", StringComparison.Ordinal) && !entry.Name.EndsWith("IfExists", StringComparison.Ordinal) && !entry.Name.StartsWith("ForAllValues", StringComparison.Ordinal) && entry.Name != "Null"
        from condition in entry.Value.Entries
        where key(condition.Name)
        select condition.Value.Texts().ToList();

    /// <summary>As messages call it: "statement 2 ('Deploy')".</summary>
    public override string ToString() => Body["Sid"] is { IsUnknown: false } sid && sid.Text is { Length: > 0 } name ? $"statement {Number} ('{name}')" : $"statement {Number}";

    static bool Fits(string pattern, string action) => FileSystemName.MatchesSimpleExpression(pattern, action, ignoreCase: true);

    static bool IsEverything(string resource) => resource.Replace("*", "", StringComparison.Ordinal).TrimEnd(':') is "" or "arn" or "arn:aws";

    static bool IsWide(string value) => value.Length == 0 || value.All(c => c is '*' or '?') || value is "0.0.0.0/0" or "::/0";
}
