using System.Collections.Immutable;

namespace Infra.Catalog.Reading;

internal static class ServiceReader
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly ScalarReader<int> Replicas = Scalars.Whole(1, 1000, "a number of replicas");
    private static readonly ScalarReader<int> Cpu = Scalars.OneOf("a size that Fargate has", FargateSizes.Cpus);
    private static readonly ScalarReader<int> Memory = Scalars.Whole(512, 122880, "an amount of memory in MiB");
    private static readonly ScalarReader<string> Instance = Scalars.Matching(Forms.Instance(), "an EC2 instance type, such as t4g.small");

    internal static Service Read(YamlNode.Entry entry, int index, ImmutableArray<string> known, ImmutableArray<string> stages, Problems problems)
    {
        var what = $"service {entry.Key}";
        if (Scalars.Matching(Forms.Service(), Forms.ServiceName)(entry.Key, out _) is { } complaint)
            problems.Add(entry.At, complaint);

        var map = new MapReader(entry.Value, what, problems);
        var health = Health(map, what, problems);
        var service = new Service
        {
            Name = entry.Key,
            Artefact = map.Required("artefact", Scalars.Matching(Forms.Repository(), "a repository, such as shop/web (the release names the digest)"), "shop/web") ?? "",
            Platforms = StageValues.Read(map, what, "platform", stages, (each, stage) => each.Optional(stage, Scalars.Platform, default)),
            Sizes = StageValues.Read(map, what, "sizes", stages, (each, stage) => each.Child(stage, $"{what}: sizes: {stage}") is { } size ? Size(size) : null),
            Instance = map.Optional("instance", Instance),
            Port = map.Required("port", Scalars.Whole(1, 65535, "a port"), "8080"),
            Health = health,
            Replicas = map.Optional("replicas", Replicas, 2),
            Route = new()
            {
                Host = map.Optional("host", Scalars.Matching(Forms.Host(), "a host pattern, such as shop.example.com")),
                Path = map.Optional("path", Scalars.Matching(Forms.Path(), "a path pattern; it begins with /, such as /api/*"), "/*"),
                Priority = map.Optional("priority", Scalars.Whole(1, 50000, "a rule's priority"), 100 * (index + 1)),
            },
            Stickiness = map.Optional("stickiness", Scalars.Duration(Second, TimeSpan.FromDays(7)), TimeSpan.Zero) is { Ticks: > 0 } stickiness ? stickiness : null,
            Cpu = map.Optional("cpu", Cpu, 256),
            Memory = map.Optional("memory", Memory, 512),
            Drain = map.Optional("drain", Scalars.Duration(Second, TimeSpan.FromSeconds(119)), TimeSpan.FromSeconds(20)),
            StopTimeout = map.Optional("stopTimeout", Scalars.Duration(2 * Second, TimeSpan.FromSeconds(120)), TimeSpan.FromSeconds(30)),
            Env = map.Map("env", (name, _) => Variable(name)),
            Secrets = map.Map("secrets", (name, arn) => Variable(name) ?? (Forms.SecretArn().IsMatch(arn) || Forms.SecretKey().IsMatch(arn) ? null : "is neither the ARN of a secret or parameter (AWS) nor NAME/KEY of a Secret (Kubernetes); the value itself never stands in this file")),
            DependsOn = map.List<string>("dependsOn", (text, out value) =>
            {
                value = text;
                return known.Contains(text) ? text == entry.Key ? $"names {text} itself" : null
                    : $"\"{text}\" is no service of this file; its services are: {Spelling.Known(text, known)}";
            }),
            Rollout = RolloutReader.Read(map, what, health.Path, problems),
        };
        map.End();

        foreach (var (cpu, memory) in service.Sizes.Values.Select(size => (size.Cpu ?? service.Cpu, size.Memory ?? service.Memory)).Prepend((service.Cpu, service.Memory)).Distinct())
        {
            if (cpu > 0 && memory > 0 && FargateSizes.Complaint(cpu, memory) is { } size)
                problems.Add(map.At, $"{what}: {size}");
        }

        if (service.Drain >= service.StopTimeout)
            problems.Add(map.At, $"{what}: drain {Scalars.Human(service.Drain)} is not shorter than stopTimeout {Scalars.Human(service.StopTimeout)}; a task must outlive its draining");
        foreach (var both in service.Env.Keys.Intersect(service.Secrets.Keys))
            problems.Add(map.At, $"{what}: {both} is in env and in secrets; keep one");
        return service;
    }

    private static ServiceSize Size(MapReader map)
    {
        var given = map.Entries.Select(entry => entry.Key).ToHashSet();
        var size = new ServiceSize
        {
            Replicas = map.Optional("replicas", Replicas, 0) is var replicas && given.Contains("replicas") ? replicas : null,
            Cpu = map.Optional("cpu", Cpu, 0) is var cpu && given.Contains("cpu") ? cpu : null,
            Memory = map.Optional("memory", Memory, 0) is var memory && given.Contains("memory") ? memory : null,
            Instance = map.Optional("instance", Instance),
        };
        map.End();
        return size;
    }

    private static string? Variable(string name) => Forms.Variable().IsMatch(name) ? null : "is not the name of an environment variable";

    private static HealthSpec Health(MapReader service, string what, Problems problems)
    {
        var path = Scalars.Matching(Forms.Path(), "a path; it begins with /");
        if (service.Find("health") is not YamlNode.Mapping node)
            return new() { Path = service.Required("health", path, "/healthz") ?? "/" };

        var map = new MapReader(node, $"{what}: health", problems);
        var otherwise = new HealthSpec { Path = "/" };
        var health = new HealthSpec
        {
            Path = map.Required("path", path, "/healthz") ?? "/",
            Interval = map.Optional("interval", Scalars.Duration(5 * Second, 300 * Second), otherwise.Interval),
            Timeout = map.Optional("timeout", Scalars.Duration(2 * Second, 120 * Second), otherwise.Timeout),
            Healthy = map.Optional("healthy", Scalars.Whole(2, 10, "a number of checks"), otherwise.Healthy),
            Unhealthy = map.Optional("unhealthy", Scalars.Whole(2, 10, "a number of checks"), otherwise.Unhealthy),
            Matcher = map.Optional("matcher", Scalars.Matching(Forms.Matcher(), "a set of status codes, such as 200 or 200-299"), otherwise.Matcher),
        };
        map.End();
        if (health.Timeout >= health.Interval)
            problems.Add(map.At, $"{what}: health: timeout {Scalars.Human(health.Timeout)} is not shorter than interval {Scalars.Human(health.Interval)}");
        return health;
    }
}
