// The same program in C#: tests/Providers/TypedShop.cs.
const { CustomResource } = require("@pulumi/kubernetes/apiextensions/customResource");
const { Deployment } = require("@pulumi/kubernetes/apps/v1/deployment");
const { HorizontalPodAutoscaler } = require("@pulumi/kubernetes/autoscaling/v2/horizontalPodAutoscaler");
const { ConfigMap } = require("@pulumi/kubernetes/core/v1/configMap");
const { Namespace } = require("@pulumi/kubernetes/core/v1/namespace");
const { Secret } = require("@pulumi/kubernetes/core/v1/secret");
const { Service } = require("@pulumi/kubernetes/core/v1/service");
const { ServiceAccount } = require("@pulumi/kubernetes/core/v1/serviceAccount");
const { NetworkPolicy } = require("@pulumi/kubernetes/networking/v1/networkPolicy");
const { PodDisruptionBudget } = require("@pulumi/kubernetes/policy/v1/podDisruptionBudget");

const container = (image) => ({
    name: "web",
    image,
    ports: [{ name: "http", containerPort: 8080 }],
    envFrom: [{ configMapRef: { name: "settings" } }],
    resources: { requests: { cpu: "250m", memory: "128Mi" }, limits: { memory: "256Mi" } },
    readinessProbe: { httpGet: { path: "/healthz", port: "http" }, periodSeconds: 5 },
    livenessProbe: { tcpSocket: { port: 8080 }, failureThreshold: 3 },
});

const shop = ({ image = "shop/web:1", app = "web" } = {}) => async () => {
    const space = new Namespace("shop", { metadata: { name: "shop", labels: { team: "web" } } });
    const named = (name) => ({ name, namespace: space.metadata.name });
    const selector = { matchLabels: { app } };
    new ConfigMap("settings", { metadata: named("settings"), data: { GREETING: "hello" } });
    new Secret("token", { metadata: named("token"), stringData: { token: "hush" } });
    new ServiceAccount("account", { metadata: named("account"), automountServiceAccountToken: false });
    new Deployment("web", {
        metadata: named("web"),
        spec: {
            replicas: 2,
            selector,
            strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 1, maxUnavailable: "25%" } },
            template: { metadata: { labels: { app } }, spec: { serviceAccountName: "account", terminationGracePeriodSeconds: 30, containers: [container(image)] } },
        },
    });
    new Service("front", {
        metadata: named("front"),
        spec: { type: "ClusterIP", selector: { app }, ports: [{ name: "http", port: 80, targetPort: "http" }, { name: "probe", port: 81, targetPort: 8081 }] },
    });
    new HorizontalPodAutoscaler("scale", {
        metadata: named("scale"),
        spec: {
            scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "web" }, minReplicas: 2, maxReplicas: 6,
            metrics: [{ type: "Resource", resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 70 } } }],
        },
    });
    new PodDisruptionBudget("budget", { metadata: named("budget"), spec: { minAvailable: "50%", selector } });
    new NetworkPolicy("wall", {
        metadata: named("wall"),
        spec: { podSelector: selector, policyTypes: ["Ingress"], ingress: [{ from: [{ podSelector: {} }], ports: [{ port: 8080, protocol: "TCP" }] }] },
    });
    new CustomResource("route", {
        apiVersion: "gateway.networking.k8s.io/v1", kind: "HTTPRoute", metadata: named("route"),
        spec: { parentRefs: [{ name: "edge" }], rules: [{ backendRefs: [{ name: "front", port: 80, weight: 90 }, { name: "front-green", port: 80, weight: 10 }] }] },
    });
};

module.exports = [
    { program: shop(), count: 10, hides: ["hush"] },
    { program: shop(), flags: ["--expect-no-changes"] },
];
