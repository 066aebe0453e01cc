const { CronJob } = require("@pulumi/kubernetes/batch/v1/cronJob");
const { Job } = require("@pulumi/kubernetes/batch/v1/job");
const { StatefulSet } = require("@pulumi/kubernetes/apps/v1/statefulSet");
const { DaemonSet } = require("@pulumi/kubernetes/apps/v1/daemonSet");
const { ServiceAccount } = require("@pulumi/kubernetes/core/v1/serviceAccount");
const { ResourceQuota } = require("@pulumi/kubernetes/core/v1/resourceQuota");
const { LimitRange } = require("@pulumi/kubernetes/core/v1/limitRange");
const { PersistentVolumeClaim } = require("@pulumi/kubernetes/core/v1/persistentVolumeClaim");
const { PodDisruptionBudget } = require("@pulumi/kubernetes/policy/v1/podDisruptionBudget");
const { HorizontalPodAutoscaler } = require("@pulumi/kubernetes/autoscaling/v2/horizontalPodAutoscaler");
const { NetworkPolicy } = require("@pulumi/kubernetes/networking/v1/networkPolicy");
const { Ingress } = require("@pulumi/kubernetes/networking/v1/ingress");
const { Role } = require("@pulumi/kubernetes/rbac/v1/role");
const { RoleBinding } = require("@pulumi/kubernetes/rbac/v1/roleBinding");
const { ClusterRole } = require("@pulumi/kubernetes/rbac/v1/clusterRole");
const { ClusterRoleBinding } = require("@pulumi/kubernetes/rbac/v1/clusterRoleBinding");

const labels = { app: "web" };
const selector = { matchLabels: labels };
const pod = (more) => ({ metadata: { labels }, spec: { containers: [{ name: "web", image: "shop/web", livenessProbe: { httpGet: { path: "/healthz", port: "http" } }, resources: { limits: { memory: "64Mi" } } }], ...more } });
const storage = (size) => ({ accessModes: ["ReadWriteOnce"], resources: { requests: { storage: size } } });
const roleRef = (kind, name) => ({ apiGroup: "rbac.authorization.k8s.io", kind, name });

const all = ({ size = "1Gi", command = "a", serviceName = "db", role = "reader", maxUnavailable = 1 } = {}) => async () => {
    const account = new ServiceAccount("account", { automountServiceAccountToken: false });
    const subjects = [{ kind: "ServiceAccount", name: account.metadata.name, namespace: account.metadata.namespace }];
    new ResourceQuota("quota", { spec: { hard: { pods: "10" }, scopes: ["NotTerminating"] } });
    new LimitRange("limits", { spec: { limits: [{ type: "Container", default: { memory: "64Mi" } }] } });
    const claim = new PersistentVolumeClaim("claim", { spec: storage(size) });
    new StatefulSet("db", { spec: { serviceName, selector, template: pod(), volumeClaimTemplates: [{ metadata: { name: "data" }, spec: storage("1Gi") }] } });
    new DaemonSet("agent", { spec: { selector, template: pod(), updateStrategy: { rollingUpdate: { maxUnavailable: "10%" } } } });
    const job = new Job("job", { spec: { template: pod({ restartPolicy: "Never", nodeName: command }) } });
    new CronJob("cron", { spec: { schedule: "0 3 * * *", jobTemplate: { spec: { template: pod({ restartPolicy: "OnFailure", nodeName: command }) } } } });
    new PodDisruptionBudget("budget", { spec: { maxUnavailable, selector } });
    new HorizontalPodAutoscaler("scaler", { spec: { scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "web" }, minReplicas: 2, maxReplicas: 4, metrics: [{ type: "Resource", resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 60 } } }] } });
    new NetworkPolicy("policy", { spec: { podSelector: selector, policyTypes: ["Ingress"], ingress: [{ from: [{ podSelector: {} }], ports: [{ port: 8080 }] }] } });
    const ingress = new Ingress("ingress", { spec: { rules: [{ host: "shop.example", http: { paths: [{ path: "/", pathType: "Prefix", backend: { service: { name: "web", port: { number: 80 } } } }] } }] } });
    new Role("role", { rules: [{ apiGroups: [""], resources: ["pods"], verbs: ["get", "list"] }] });
    new RoleBinding("binding", { subjects, roleRef: roleRef("Role", role) });
    const cluster = new ClusterRole("everywhere", { metadata: { name: "shop:reader" }, rules: [{ nonResourceURLs: ["/healthz"], verbs: ["get"] }] });
    new ClusterRoleBinding("bound", { subjects, roleRef: roleRef("ClusterRole", cluster.metadata.name) });
    return { phase: claim.status.phase, capacity: claim.status.capacity, done: job.status.succeeded, role: cluster.id, balancer: ingress.status.loadBalancer };
};

module.exports = [
    { program: all(), count: 16, outputs: { phase: "Bound", capacity: { storage: "1Gi" }, done: 1, role: "shop:reader", balancer: { ingress: [{ ip: "192.0.2.1" }] } } },
    { program: all(), flags: ["--expect-no-changes"], count: 16 },
    { program: all({ size: "2Gi", maxUnavailable: "50%" }), outputs: { capacity: { storage: "2Gi" } } },
    { program: all({ size: "2Gi", maxUnavailable: "50%", serviceName: "database", role: "writer", command: "b" }), order: ["job create-replacement", "job replace", "job delete-replaced"], inputs: { cron: { kind: "CronJob" } } },
    { command: "refresh", count: 16 },
    { command: "destroy", count: 16 },
];
