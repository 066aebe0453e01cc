using System.Collections.Immutable;
using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Aws;

/// <summary>Caches.</summary>
internal static class Caches
{
    public static ImmutableArray<Rule> Rules { get; } =
    [
        new ResourceRule
        {
            Name = "cache-speaks-tls",
            Demand = "A cache encrypts what it sends and receives.",
            Because = "Sessions and tokens pass between service and cache readable for every host on the way, the cache's password with them.",
            Mend = "Set transitEncryptionEnabled (MemoryDB: tlsEnabled) to true.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Types = [Kinds.ReplicationGroup, Kinds.MemoryDb],
            Controls = [Frameworks.Fsbp("ElastiCache.5"), Frameworks.Pci("4.2.1"), Frameworks.Soc2("CC6.7"), Frameworks.Iso("A.8.24"), Frameworks.Nist("SC-8")],
            Check = (cache, report) =>
            {
                // MemoryDB speaks TLS unless it is told not to.
                var tls = cache.Type == Kinds.MemoryDb ? cache["tlsEnabled"].Flag ?? true : cache["transitEncryptionEnabled"].Flag ?? false;
                if (!tls) report.Violation($"{cache} speaks without TLS.");
            },
        },
        new ResourceRule
        {
            Name = "cache-encrypted",
            Demand = "A cache encrypts what it writes to disk.",
            Because = "Its snapshots hold the sessions and answers of every user of the last hours.",
            Mend = "Set atRestEncryptionEnabled to true; this makes a new cache.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Types = [Kinds.ReplicationGroup],
            Controls = [Frameworks.Fsbp("ElastiCache.4"), Frameworks.Pci("3.5.1"), Frameworks.Iso("A.8.24"), Frameworks.Nist("SC-28")],
            Check = (cache, report) =>
            {
                // Valkey encrypts by default, Redis does not.
                if (!(cache["atRestEncryptionEnabled"].Flag ?? cache["engine"].Text == "valkey")) report.Violation($"{cache} writes to disk unencrypted.");
            },
        },
        new ResourceRule
        {
            Name = "cache-asks-who-comes",
            Demand = "A cache asks its clients for a password or a role.",
            Because = "Whatever runs in the network, a hijacked container too, reads and rewrites the sessions of all users.",
            Mend = "Set userGroupIds, or authToken from a secret (MemoryDB: aclName other than open-access).",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Types = [Kinds.ReplicationGroup, Kinds.MemoryDb],
            Controls = [Frameworks.Fsbp("ElastiCache.6"), Frameworks.Pci("8.2.1"), Frameworks.Nist("IA-2")],
            Check = (cache, report) =>
            {
                if (cache.Type == Kinds.MemoryDb ? cache["aclName"].Text == "open-access" : Anonymous(cache)) report.Violation($"{cache} lets every client in.");
            },
        },
        new ResourceRule
        {
            Name = "cache-fails-over",
            Demand = "A cache has a replica in another availability zone that takes over.",
            Because = "When its node fails, every request goes to the database at once, which was never sized for that.",
            Mend = "Set automaticFailoverEnabled and multiAzEnabled to true (MemoryDB: numReplicasPerShard to 1 or more).",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Types = [Kinds.ReplicationGroup, Kinds.MemoryDb],
            Controls = [Frameworks.Fsbp("ElastiCache.3"), Frameworks.Iso("A.8.14"), Frameworks.Nist("CP-10")],
            Check = (cache, report) =>
            {
                if (cache.Type == Kinds.MemoryDb)
                {
                    if (cache["numReplicasPerShard"].Number == 0) report.Violation($"{cache} has no replicas.");
                    return;
                }

                report.Each(["automaticFailoverEnabled", "multiAzEnabled"], name =>
                {
                    if (cache[name].Flag != true) report.Violation($"{cache} leaves {name} off.");
                });
            },
        },
        new ResourceRule
        {
            Name = "cache-backed-up",
            Demand = "A cache keeps a snapshot of the last day.",
            Because = "An empty cache after a failure means minutes to hours of slow answers, and lost sessions or queues where it was the only place for them.",
            Mend = "Set snapshotRetentionLimit to 1 or more.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Types = [Kinds.ReplicationGroup, Kinds.MemoryDb],
            Controls = [Frameworks.Fsbp("ElastiCache.1"), Frameworks.Pci("10.3.3"), Frameworks.Soc2("A1.2"), Frameworks.Nist("CP-9")],
            Check = (cache, report) =>
            {
                if ((cache["snapshotRetentionLimit"].Number ?? 0) < 1) report.Violation($"{cache} keeps no snapshot.");
            },
        },
    ];

    static bool Anonymous(Resource cache) => cache["userGroupIds"].Items.Count == 0 && !cache["authToken"].IsSet() && !cache["authTokenWo"].IsSet();
}
