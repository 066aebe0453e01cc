using System.Collections.Immutable;

namespace Infra.Catalog.Reading;

internal static class StageReader
{
    internal static Stage Read(YamlNode.Entry entry, string project, Problems problems)
    {
        var what = $"stage {entry.Key}";
        if (Scalars.Matching(Forms.Stage(), Forms.StageName)(entry.Key, out _) is { } complaint)
            problems.Add(entry.At, complaint);

        var map = new MapReader(entry.Value, what, problems);
        var engine = map.Required("engine", Scalars.OneOf("an engine", ("sandbox", EngineKind.Sandbox), ("pulumi", EngineKind.Pulumi)), "sandbox");
        var platform = map.Required("platform", Scalars.Platform, "aws-ecs");
        var isReal = engine == EngineKind.Pulumi && platform.IsAws;
        var account = Where(map, isReal, "account", Scalars.Matching(Forms.Account(), "an AWS account; write its 12 digits in quotes"), "\"111122223333\"", Stage.NoAccount);
        var region = Where(map, isReal, "region", Scalars.Matching(Forms.Region(), "an AWS region, such as eu-west-1"), "eu-west-1", "eu-west-1");
        var zones = map.List("zones", Scalars.Matching(Forms.Zone(), "an availability zone, such as eu-west-1a"));
        if (zones.Length == 1)
            problems.Add(map.At, $"{what}: zones names one zone; a load balancer needs at least two");
        if (zones.FirstOrDefault(z => !z.StartsWith(region, StringComparison.Ordinal)) is { } foreign && region.Length > 0)
            problems.Add(map.At, $"{what}: zone {foreign} is not in region {region}");

        var listen = Listen(map, what, engine, problems);
        var stage = new Stage
        {
            Name = entry.Key,
            Engine = engine,
            Platform = platform,
            Cluster = ClusterReader.Read(map, what, $"{project}-{entry.Key}", engine, listen, problems),
            Registry = map.Optional("registry", Scalars.Matching(Forms.Registry(), "a registry; write a host and where wanted a path, such as ghcr.io/acme")),
            Account = account,
            Region = region,
            Role = map.Optional("role", Scalars.Matching(Forms.Role(), "the ARN of an IAM role")),
            Backend = map.Optional("backend", Scalars.Matching(Forms.Backend(), "a backend; write a URL that begins with file://, s3://, gs://, azblob:// or https://")),
            Journal = map.Optional("journal", Scalars.Matching(Forms.Folder(), "a journal; write a folder, the only kind of journal there is yet"), ".infra/journal"),
            Listen = listen,
            Zones = zones.IsEmpty ? [$"{region}a", $"{region}b"] : zones,
            VpcCidr = map.Optional("vpcCidr", Scalars.Matching(Forms.Cidr(), "an address range from /16 to /24, such as 10.0.0.0/16"), "10.0.0.0/16"),
            Owner = map.Optional<string>("owner", Scalars.Text, project),
            CostCentre = map.Optional<string>("costCentre", Scalars.Text),
            KmsKey = map.Optional("kmsKey", Scalars.Matching(Forms.KmsKey(), "the ARN of a KMS key")),
            WebAcl = map.Optional("webAcl", Scalars.Matching(Forms.WebAcl(), "the ARN of a regional web ACL")),
            Certificate = map.Optional("certificate", Scalars.Matching(Forms.Certificate(), "the ARN of a certificate of ACM")),
            Approvals = map.Optional("approvals", Scalars.Whole(0, 10, "a number of approvals"), 0),
            Tags = map.Map("tags", (_, _) => null),
        };
        map.End();
        return stage;
    }

    /// <summary>An account's address is asked for where there is an account; the sandbox and a cluster have none.</summary>
    internal static string Where(MapReader map, bool isReal, string key, ScalarReader<string> read, string example, string inSandbox) =>
        isReal ? map.Required(key, read, example) ?? "" : map.Optional(key, read, inSandbox);

    private static ListenPorts Listen(MapReader stage, string what, EngineKind engine, Problems problems)
    {
        var otherwise = engine == EngineKind.Sandbox ? new ListenPorts(8080, 8081) : new(stage.Find("certificate") is null ? 80 : 443, 8081);
        return Listen(stage, what, otherwise, problems);
    }

    internal static ListenPorts Listen(MapReader stage, string what, ListenPorts otherwise, Problems problems)
    {
        if (stage.Child("listen", $"{what}: listen") is not { } map)
            return otherwise;
        var port = Scalars.Whole(1, 65535, "a port");
        var listen = new ListenPorts(map.Optional("production", port, otherwise.Production), map.Optional("test", port, otherwise.Test), map.Optional("redirect", port, otherwise.Redirect));
        map.End();
        if (listen.Production == listen.Test)
            problems.Add(map.At, $"{what}: listen has port {listen.Test} for production and test; they need one each");
        return listen;
    }
}
