using System.Collections.Immutable;
using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Aws;

/// <summary>Queues, topics, streams and brokers.</summary>
internal static class Messaging
{
    public static ImmutableArray<Rule> Rules { get; } =
    [
        new ResourceRule
        {
            Name = "queue-encrypted",
            Demand = "A queue encrypts its messages.",
            Because = "Orders and addresses wait there for days, and what waits unencrypted counts as stored unencrypted.",
            Mend = "Leave sqsManagedSseEnabled true, or set kmsMasterKeyId.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Types = [Kinds.Queue],
            Controls = [Frameworks.Fsbp("SQS.1"), Frameworks.Iso("A.8.24"), Frameworks.Nist("SC-28")],
            Check = (queue, report) =>
            {
                if (queue["sqsManagedSseEnabled"].Flag == false && !queue["kmsMasterKeyId"].IsSet()) report.Violation($"{queue} keeps messages unencrypted.");
            },
            Remedy = (queue, _) => queue["sqsManagedSseEnabled"].Flag == false && !queue["kmsMasterKeyId"].IsSet() ? Change.To(queue).Set("sqsManagedSseEnabled", true) : null,
        },
        new ResourceRule
        {
            Name = "queue-puts-bad-messages-aside",
            Demand = "A queue hands messages that nobody can handle to another queue.",
            Because = "One such message comes back until it expires, holds up a FIFO group behind it, and then is gone with nobody having seen it.",
            Mend = "Set redrivePolicy with deadLetterTargetArn and maxReceiveCount.",
            Level = Level.Advisory,
            Severity = Severity.Low,
            Types = [Kinds.Queue],
            Controls = [Frameworks.Soc2("PI1.5"), Frameworks.Nist("SI-11")],
            Check = (queue, report) =>
            {
                // The other queue itself says who may put messages there.
                if (queue["redrivePolicy"].Text is null or "" && queue["redriveAllowPolicy"].IsMissing) report.Violation($"{queue} has no queue for messages that fail.");
            },
        },
        new ResourceRule
        {
            Name = "topic-encrypted",
            Demand = "A topic encrypts its messages.",
            Because = "Other than a queue, a topic encrypts nothing by itself: what passes through it lies in the service's stores as it came.",
            Mend = "Set kmsMasterKeyId, to alias/aws/sns or a key whose policy lets the publishers in.",
            Level = Level.Advisory,
            Severity = Severity.Low,
            Types = [Kinds.Topic],
            Controls = [Frameworks.Fsbp("SNS.1"), Frameworks.Pci("3.5.1"), Frameworks.Soc2("PI1.4"), Frameworks.Iso("A.8.24"), Frameworks.Hipaa("164.312(a)(2)(iv)"), Frameworks.Nist("SC-28")],
            Check = (topic, report) =>
            {
                if (topic["kmsMasterKeyId"].Text is null or "") report.Violation($"{topic} keeps messages unencrypted.");
            },
        },
        new ResourceRule
        {
            Name = "stream-encrypted",
            Demand = "A stream encrypts its records.",
            Because = "It holds a day to a year of events, which together are a copy of the databases they came from.",
            Mend = "Set encryptionType to KMS with kmsKeyId (Firehose: serverSideEncryption.enabled to true).",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Types = ["aws:kinesis/stream:Stream", "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream"],
            Controls = [Frameworks.Fsbp("Kinesis.1"), Frameworks.Fsbp("DataFirehose.1"), Frameworks.Pci("3.5.1"), Frameworks.Soc2("PI1.4"), Frameworks.Nist("SC-28")],
            Check = (stream, report) =>
            {
                var isDelivery = stream.Type.EndsWith(":FirehoseDeliveryStream", StringComparison.Ordinal);
                // What delivers from a stream has that stream's encryption.
                if (isDelivery && !stream["kinesisSourceConfiguration"].IsMissing) return;
                if (isDelivery ? stream["serverSideEncryption"]["enabled"].Flag != true : stream["encryptionType"].Text != "KMS") report.Violation($"{stream} keeps records unencrypted.");
            },
        },
        new ResourceRule
        {
            Name = "kafka-speaks-tls",
            Demand = "Kafka brokers speak TLS with clients and with each other.",
            Because = "A broker that also takes plain text is used by the client that someone set up in a hurry, and all its events go readable through the network.",
            Mend = "Set encryptionInfo.encryptionInTransit.clientBroker to TLS and leave inCluster true.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Types = [Kinds.Kafka],
            Controls = [Frameworks.Fsbp("MSK.1"), Frameworks.Pci("4.2.1"), Frameworks.Soc2("CC6.7"), Frameworks.Iso("A.8.24"), Frameworks.Nist("SC-8")],
            Check = (cluster, report) =>
            {
                var transit = cluster["encryptionInfo"]["encryptionInTransit"];
                report.Try(() =>
                {
                    if (transit["clientBroker"].Text is { } spoken and not "TLS") report.Violation($"{cluster} takes {spoken} from clients.");
                });
                report.Try(() =>
                {
                    if (transit["inCluster"].Flag == false) report.Violation($"The brokers of {cluster} replicate without TLS.");
                });
            },
        },
        new ResourceRule
        {
            Name = "kafka-not-public",
            Demand = "Kafka brokers have no public addresses and take nobody unasked.",
            Because = "Whoever connects could read every topic from the start, and write events that services act upon.",
            Mend = "Drop connectivityInfo.publicAccess, or set its type to DISABLED, and set clientAuthentication.unauthenticated to false.",
            Level = Level.Mandatory,
            Severity = Severity.Critical,
            Types = [Kinds.Kafka],
            Controls = [Frameworks.Fsbp("MSK.4"), Frameworks.Fsbp("MSK.6"), Frameworks.Pci("1.4.2"), Frameworks.Nist("SC-7")],
            Check = (cluster, report) =>
            {
                report.Try(() =>
                {
                    if (cluster["brokerNodeGroupInfo"]["connectivityInfo"]["publicAccess"]["type"].Text is { } access and not "DISABLED") report.Violation($"{cluster} has public access of the type {access}.");
                });
                report.Try(() =>
                {
                    if (cluster["clientAuthentication"]["unauthenticated"].Flag == true) report.Violation($"{cluster} takes clients without authentication.");
                });
            },
        },
        new ResourceRule
        {
            Name = "broker-logged",
            Demand = "A message broker writes its general log, and ActiveMQ its audit log.",
            Because = "Who made a queue, or why a consumer was thrown out, is known to the broker alone and forgotten at its restart.",
            Mend = "Set logs.general to true, for ActiveMQ logs.audit too.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Types = [Kinds.Broker],
            Controls = [Frameworks.Fsbp("MQ.2"), Frameworks.Pci("10.2.1"), Frameworks.Iso("A.8.15"), Frameworks.Nist("AU-2")],
            Check = (broker, report) =>
            {
                string[] logs = broker["engineType"].Text?.ToUpperInvariant() == "ACTIVEMQ" ? ["general", "audit"] : ["general"];
                report.Each(logs, log =>
                {
                    if (broker["logs"][log].Flag != true) report.Violation($"{broker} does not write its {log} log.");
                });
            },
        },
    ];
}
