using System.Collections.Immutable;
using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Aws;

/// <summary>OpenSearch and Elasticsearch domains.</summary>
internal static class Search
{
    static readonly ListSetting<string> tls = new("policies", "TLS policies that a domain may have.", ["Policy-Min-TLS-1-2-2019-07", "Policy-Min-TLS-1-2-PFS-2023-10", "Policy-Min-TLS-1-2-RFC9151-FIPS-2024-08"]);

    public static ImmutableArray<Rule> Rules { get; } =
    [
        new ResourceRule
        {
            Name = "search-encrypted",
            Demand = "A search domain encrypts its indexes, logs and snapshots.",
            Because = "An index repeats the texts of the records that the databases so carefully encrypt.",
            Mend = "Set encryptAtRest.enabled to true.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Types = [.. Kinds.SearchDomains],
            Controls = [Frameworks.Fsbp("Opensearch.1"), Frameworks.Pci("3.5.1"), Frameworks.Iso("A.8.24"), Frameworks.Hipaa("164.312(a)(2)(iv)"), Frameworks.Nist("SC-28")],
            Check = (domain, report) =>
            {
                if (domain["encryptAtRest"]["enabled"].Flag != true) report.Violation($"{domain} stores its indexes unencrypted.");
            },
        },
        new ResourceRule
        {
            Name = "search-nodes-encrypted",
            Demand = "The nodes of a search domain talk to each other encrypted.",
            Because = "Replication carries every document across zones in the clear, however well clients are encrypted.",
            Mend = "Set nodeToNodeEncryption.enabled to true.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Types = [.. Kinds.SearchDomains],
            Controls = [Frameworks.Fsbp("Opensearch.3"), Frameworks.Pci("4.2.1"), Frameworks.Iso("A.8.24"), Frameworks.Hipaa("164.312(e)(1)"), Frameworks.Nist("SC-8")],
            Check = (domain, report) =>
            {
                if (domain["nodeToNodeEncryption"]["enabled"].Flag != true) report.Violation($"{domain} replicates between its nodes unencrypted.");
            },
        },
        new ResourceRule
        {
            Name = "search-over-https",
            Demand = "A search domain answers over HTTPS with TLS 1.2 alone.",
            Because = "One client with http:// in its configuration sends queries, documents and its credentials readable.",
            Mend = "Set domainEndpointOptions.enforceHttps to true and tlsSecurityPolicy to Policy-Min-TLS-1-2-PFS-2023-10.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Types = [.. Kinds.SearchDomains],
            Controls = [Frameworks.Fsbp("Opensearch.8"), Frameworks.Pci("4.2.1"), Frameworks.Iso("A.8.24"), Frameworks.Nist("SC-8")],
            Settings = [tls],
            Check = (domain, report) =>
            {
                var endpoint = domain["domainEndpointOptions"];
                report.Try(() =>
                {
                    if (endpoint["enforceHttps"].Flag != true) report.Violation($"{domain} answers plain HTTP.");
                });
                report.Try(() =>
                {
                    if (endpoint["tlsSecurityPolicy"].Text is not { } policy || !tls.In(report.Settings).Contains(policy))
                        report.Violation($"{domain} has the TLS policy '{endpoint["tlsSecurityPolicy"].Text ?? "of the service, which begins at TLS 1.0"}'.");
                });
            },
        },
        new ResourceRule
        {
            Name = "search-inside-the-network",
            Demand = "A search domain has its address inside a VPC.",
            Because = "On the Internet its access policy is the only thing between the world and every document; moving it inside later means a new domain.",
            Mend = "Set vpcOptions.subnetIds and securityGroupIds.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Types = [.. Kinds.SearchDomains],
            Controls = [Frameworks.Fsbp("Opensearch.2"), Frameworks.Pci("1.4.2"), Frameworks.Iso("A.8.20"), Frameworks.Nist("SC-7")],
            Check = (domain, report) =>
            {
                if (domain["vpcOptions"]["subnetIds"].Items.Count == 0) report.Violation($"{domain} has a public endpoint.");
            },
        },
        new ResourceRule
        {
            Name = "search-knows-its-users",
            Demand = "A search domain knows its users and what each may read.",
            Because = "Otherwise whoever reaches it may read, change and delete every index.",
            Mend = "Set advancedSecurityOptions.enabled to true with a master user.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Types = [.. Kinds.SearchDomains],
            Controls = [Frameworks.Fsbp("Opensearch.7"), Frameworks.Pci("7.2.5"), Frameworks.Iso("A.8.3"), Frameworks.Nist("AC-3")],
            Check = (domain, report) =>
            {
                if (domain["advancedSecurityOptions"]["enabled"].Flag != true) report.Violation($"{domain} has no fine-grained access control.");
            },
        },
        new ResourceRule
        {
            Name = "search-audited",
            Demand = "A search domain publishes its audit and error logs.",
            Because = "Without them nobody can say who searched for what, nor why indexing stopped.",
            Mend = "Add logPublishingOptions for AUDIT_LOGS and ES_APPLICATION_LOGS with a log group.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Types = [.. Kinds.SearchDomains],
            Controls = [Frameworks.Fsbp("Opensearch.4"), Frameworks.Fsbp("Opensearch.5"), Frameworks.Pci("10.2.1"), Frameworks.Iso("A.8.15"), Frameworks.Nist("AU-2")],
            Check = (domain, report) =>
            {
                var published = domain["logPublishingOptions"].Items.Where(option => option["enabled"].Flag != false).Select(option => option["logType"].Text).ToList();
                foreach (var log in new[] { "AUDIT_LOGS", "ES_APPLICATION_LOGS" }.Except(published)) report.Violation($"{domain} does not publish {log}.");
            },
        },
        new ResourceRule
        {
            Name = "search-survives-a-zone",
            Demand = "A search domain has three data nodes and three masters, in several zones.",
            Because = "With fewer, the loss of one node stops writes, or leaves two halves that both believe they are the whole.",
            Mend = "Set clusterConfig.instanceCount and dedicatedMasterCount to 3, dedicatedMasterEnabled and zoneAwarenessEnabled to true.",
            Level = Level.Advisory,
            Severity = Severity.Low,
            Types = [.. Kinds.SearchDomains],
            Controls = [Frameworks.Fsbp("Opensearch.6"), Frameworks.Fsbp("Opensearch.11"), Frameworks.Iso("A.8.14"), Frameworks.Nist("CP-10")],
            Check = (domain, report) =>
            {
                var cluster = domain["clusterConfig"];
                report.Try(() =>
                {
                    if ((cluster["instanceCount"].Number ?? 1) is var nodes && nodes < 3) report.Violation($"{domain} has {nodes} data nodes.");
                });
                report.Try(() =>
                {
                    if ((cluster["dedicatedMasterEnabled"].Flag == true ? cluster["dedicatedMasterCount"].Number ?? 0 : 0) is var masters && masters < 3) report.Violation($"{domain} has {masters} dedicated masters.");
                });
                report.Try(() =>
                {
                    if (cluster["zoneAwarenessEnabled"].Flag != true) report.Violation($"{domain} does not spread over zones.");
                });
            },
        },
    ];
}
