using System.Text.RegularExpressions;

namespace Infra.Catalog.Reading;

/// <summary>How names and addresses look.</summary>
internal static partial class Forms
{
    internal const string StageName = "a stage's name: a lower-case letter, then at most 9 letters, digits or hyphens (a target group's name holds stage, service and colour in 32 characters)";
    internal const string ServiceName = "a service's name: a lower-case letter, then at most 13 letters, digits or hyphens (a target group's name holds stage, service and colour in 32 characters)";

    [GeneratedRegex(@"^[a-z][a-z0-9-]{0,8}[a-z0-9]?\z")]
    internal static partial Regex Stage();

    [GeneratedRegex(@"^[a-z][a-z0-9-]{0,12}[a-z0-9]?\z")]
    internal static partial Regex Service();

    [GeneratedRegex(@"^[a-z][a-z0-9-]{0,30}\z")]
    internal static partial Regex Project();

    [GeneratedRegex(@"^[a-z0-9]+(?:[._/-][a-z0-9]+)*\z")]
    internal static partial Regex Repository();

    [GeneratedRegex(@"^/[A-Za-z0-9._~!$&'()*+,;=:@%/?-]*\z")]
    internal static partial Regex Path();

    [GeneratedRegex(@"^[A-Za-z0-9*?][A-Za-z0-9.*?-]{0,126}\z")]
    internal static partial Regex Host();

    [GeneratedRegex(@"^\d{12}\z")]
    internal static partial Regex Account();

    [GeneratedRegex(@"^[a-z]{2}(?:-[a-z]+)+-\d\z")]
    internal static partial Regex Region();

    [GeneratedRegex(@"^[a-z]{2}(?:-[a-z]+)+-\d[a-z]\z")]
    internal static partial Regex Zone();

    [GeneratedRegex(@"^arn:aws[a-z-]*:iam::\d{12}:role/[\w+=,.@/-]+\z")]
    internal static partial Regex Role();

    [GeneratedRegex(@"^arn:aws[a-z-]*:(?:secretsmanager|ssm):[a-z0-9-]+:\d{12}:.+\z")]
    internal static partial Regex SecretArn();

    [GeneratedRegex(@"^(?<name>[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?)/(?<key>[A-Za-z0-9._-]{1,253})\z")]
    internal static partial Regex SecretKey();

    [GeneratedRegex(@"^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key/[A-Za-z0-9-]+\z")]
    internal static partial Regex KmsKey();

    [GeneratedRegex(@"^arn:aws[a-z-]*:wafv2:[a-z0-9-]+:\d{12}:regional/webacl/[^/]+/[A-Za-z0-9-]+\z")]
    internal static partial Regex WebAcl();

    [GeneratedRegex(@"^arn:aws[a-z-]*:acm:[a-z0-9-]+:\d{12}:certificate/[A-Za-z0-9-]+\z")]
    internal static partial Regex Certificate();

    [GeneratedRegex(@"^[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::\d+)?(?:/[a-z0-9]+(?:[._/-][a-z0-9]+)*)?\z")]
    internal static partial Regex Registry();

    [GeneratedRegex(@"^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\z")]
    internal static partial Regex Label();

    [GeneratedRegex(@"^[^\s]{1,253}\z")]
    internal static partial Regex Context();

    [GeneratedRegex(@"^https?://[^\s]+\z")]
    internal static partial Regex HttpUrl();

    [GeneratedRegex(@"^[a-z][a-z0-9-]*\.[a-z0-9-]+\z")]
    internal static partial Regex Instance();

    /// <summary>What a prefix can say: no wildcard but one at the end.</summary>
    [GeneratedRegex(@"^[^*?]*/?\*?\z")]
    internal static partial Regex Prefix();

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]*\z")]
    internal static partial Regex Variable();

    [GeneratedRegex(@"^(?:file|s3|gs|azblob|https?)://.+\z")]
    internal static partial Regex Backend();

    [GeneratedRegex(@"^(?![A-Za-z][A-Za-z0-9+.-]*://)\S+\z")]
    internal static partial Regex Folder();

    [GeneratedRegex(@"^\d{3}(?:-\d{3})?(?:,\d{3}(?:-\d{3})?)*\z")]
    internal static partial Regex Matcher();

    [GeneratedRegex(@"^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)/(?:1[6-9]|2[0-4])\z")]
    internal static partial Regex Cidr();
}
