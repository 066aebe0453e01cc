using System.Collections.Immutable;
using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Aws;

/// <summary>What containers of ECS may do to their host and to each other.</summary>
internal static class Tasks
{
    static readonly ListSetting<string> added = new("allow", "Linux capabilities that a container may be given.", ["NET_BIND_SERVICE"]);

    public static ImmutableArray<Rule> Rules { get; } =
    [
        new ResourceRule
        {
            Name = "task-not-privileged",
            Demand = "No container of a task is privileged or has more Linux capabilities than it needs.",
            Because = "A flaw in the service is then a flaw of the host: its disks, its other tasks and its role are open.",
            Mend = "Drop privileged, and leave in linuxParameters.capabilities.add only what is in the setting `allow`.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Types = [Tokens.TaskDefinition],
            Controls = [Frameworks.Fsbp("ECS.4"), Frameworks.Pci("7.2.2"), Frameworks.Nist("AC-6")],
            Settings = [added],
            Check = Each((task, container, report) =>
            {
                if (container.Definition["privileged"].Flag == true) report.Violation($"{container} of {task} is privileged.");
                var more = container.Definition["linuxParameters"]["capabilities"]["add"].Texts().Except(added.In(report.Settings)).ToList();
                if (more.Count > 0) report.Violation($"{container} of {task} is given {string.Join(", ", more)}.");
            }),
        },
        new ResourceRule
        {
            Name = "task-keeps-to-itself",
            Demand = "A task shares neither the host's processes nor its memory for messages, nor the host's network as root.",
            Because = "It could read the environment, secrets included, of every other task on that host, or answer on their ports.",
            Mend = "Drop pidMode and ipcMode host, and use networkMode awsvpc.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Types = [Tokens.TaskDefinition],
            Controls = [Frameworks.Fsbp("ECS.1"), Frameworks.Fsbp("ECS.3"), Frameworks.Pci("1.4.5"), Frameworks.Nist("SC-39")],
            Check = (task, report) =>
            {
                report.Each(["pidMode", "ipcMode"], mode =>
                {
                    if (task[mode].Text == "host") report.Violation($"{task} has the {mode} host.");
                });
                report.Try(() =>
                {
                    if (task["networkMode"].Text != "host") return;
                    report.Each(Container.Of(task), container =>
                    {
                        if (IsRoot(container)) report.Violation($"{container} of {task} is root in the host's network.");
                    });
                });
            },
        },
        new ResourceRule
        {
            Name = "task-stays-out-of-the-host",
            Demand = "No task mounts the root of its host or the socket of the container engine.",
            Because = "With either, a container starts another one that owns the host.",
            Mend = "Use a volume without hostPath, or EFS for what has to be kept.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Types = [Tokens.TaskDefinition],
            Controls = [Frameworks.Pci("2.2.6"), Frameworks.Iso("A.8.9"), Frameworks.Nist("CM-7")],
            Check = (task, report) => report.Each(task["volumes"].Items, volume =>
            {
                if (volume["hostPath"].Text is { Length: > 0 } path && (path.TrimEnd('/') is "" or "/etc" or "/proc" or "/sys" or "/var/lib/docker" or "/run" or "/var/run" || path.EndsWith(".sock", StringComparison.Ordinal)))
                    report.Violation($"{task} mounts {path} of its host.");
            }),
        },
        new ResourceRule
        {
            Name = "task-read-only",
            Demand = "Containers can't write to their own image.",
            Because = "Whoever breaks in can otherwise leave a program there that the next request starts.",
            Mend = "Set readonlyRootFilesystem to true and mount a volume where the service writes, such as /tmp.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Types = [Tokens.TaskDefinition],
            Controls = [Frameworks.Fsbp("ECS.5"), Frameworks.Pci("2.2.6"), Frameworks.Nist("CM-7")],
            Check = Each((task, container, report) =>
            {
                if (container.Definition["readonlyRootFilesystem"].Flag != true) report.Violation($"{container} of {task} can write to its root file system.");
            }),
        },
        new ResourceRule
        {
            Name = "task-files-encrypted-on-the-way",
            Demand = "Tasks talk to file systems encrypted.",
            Because = "NFS by itself sends every file readable through the network.",
            Mend = "Set efsVolumeConfiguration.transitEncryption to ENABLED.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Types = [Tokens.TaskDefinition],
            Controls = [Frameworks.Pci("4.2.1"), Frameworks.Iso("A.8.24"), Frameworks.Nist("SC-8")],
            Check = (task, report) => report.Each(task["volumes"].Items, volume =>
            {
                var efs = volume["efsVolumeConfiguration"];
                if (!efs.IsMissing && efs["transitEncryption"].Text != "ENABLED") report.Violation($"{task} mounts the volume '{volume["name"].Text}' unencrypted.");
            }),
        },
        new ResourceRule
        {
            Name = "task-not-entered",
            Demand = "Nobody opens a shell in the tasks of a service, outside of throwaway stages.",
            Because = "What is changed there by hand is in no release, and gone or wrong at the next one.",
            Mend = "Set enableExecuteCommand to false; look into logs and metrics, or into a task of a throwaway stage.",
            Level = Level.Advisory,
            Severity = Severity.Low,
            Types = [Tokens.EcsService],
            Controls = [Frameworks.Pci("7.2.2"), Frameworks.Iso("A.8.2"), Frameworks.Nist("AC-6")],
            Settings = [Stages.Throwaway],
            Check = (service, report) =>
            {
                if (service["enableExecuteCommand"].Flag == true && !service.IsThrowaway(report)) report.Violation($"{service} lets people execute commands in its tasks.");
            },
        },
        new ResourceRule
        {
            Name = "cluster-measured",
            Demand = "A cluster measures its services and tasks.",
            Because = "Whether a new release takes more memory or restarts more often is otherwise seen when users see it.",
            Mend = "Add the setting containerInsights with the value enabled or enhanced.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Types = [Kinds.EcsCluster],
            Controls = [Frameworks.Fsbp("ECS.12"), Frameworks.Iso("A.8.16"), Frameworks.Nist("SI-4")],
            Check = (cluster, report) =>
            {
                if (!cluster["settings"].Items.Any(setting => setting["name"].Text == "containerInsights" && setting["value"].Text is "enabled" or "enhanced")) report.Violation($"{cluster} has Container Insights off.");
            },
        },
    ];

    static Action<Resource, Report> Each(Action<Resource, Container, Report> check) => (task, report) => report.Each(Container.Of(task), container => check(task, container, report));

    static bool IsRoot(Container container) => container.Definition["user"].Text?.Split(':')[0] is null or "" or "0" or "root";
}
