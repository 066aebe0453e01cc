const { Deployment } = require("@pulumi/kubernetes/apps/v1/deployment");
const { Service } = require("@pulumi/kubernetes/core/v1/service");
const { ConfigMap } = require("@pulumi/kubernetes/core/v1/configMap");
const { HorizontalPodAutoscaler } = require("@pulumi/kubernetes/autoscaling/v2/horizontalPodAutoscaler");
const { PodDisruptionBudget } = require("@pulumi/kubernetes/policy/v1/podDisruptionBudget");

const deployment = (spec, pod, container) => async () => {
    const labels = { app: "web" };
    new Deployment("web", { spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers: [{ name: "web", image: "shop/web", ...container }], ...pod } }, ...spec } });
};
const service = (spec) => async () => { new Service("web", { spec: { ports: [{ port: 80 }], ...spec } }); };

module.exports = [
    { program: deployment({ replcas: 2 }), fails: "'spec.replcas' is unknown; did you mean replicas" },
    { program: deployment({}, {}, { imagePullPolicy: "Sometimes" }), fails: "'spec.template.spec.containers[0].imagePullPolicy' is 'Sometimes'; it must be one of Always, IfNotPresent, Never" },
    { program: deployment({ replicas: "2" }), fails: "'spec.replicas' is a text; it must be a whole number" },
    { program: deployment({ replicas: -1 }), fails: "'spec.replicas' is -1; it must be at least 0" },
    { program: deployment({}, { containers: [{ image: "shop/web" }] }), fails: "'spec.template.spec.containers[0].name' is required but not given" },
    { program: deployment({}, { containers: [] }), fails: "has 0 items" },
    { program: deployment({ selector: { matchLabels: { app: "api" } } }), fails: "asks for the label 'app' with a value" },
    { program: deployment({}, {}, { ports: [{ containerPort: 65536 }] }), fails: "it must be from 1 to 65535" },
    { program: service({ type: "Balancer" }), fails: "must be one of ClusterIP, NodePort, LoadBalancer, ExternalName" },
    { program: service({ ports: [{ port: 80, targetPort: true }] }), fails: "is a boolean; it must be a whole number or a text" },
    { program: async () => { new ConfigMap("numbers", { data: { port: 8080 } }); }, fails: "'data[\"port\"]' is a number; it must be a text" },
    { program: async () => { new ConfigMap("labelled", { metadata: { labels: { app: "no spaces" } } }); }, fails: "a label's value has at most 63" },
    { program: async () => { new HorizontalPodAutoscaler("web", { spec: { scaleTargetRef: { kind: "Deployment", name: "web" }, minReplicas: 4, maxReplicas: 2 } }); }, fails: "must be at least spec.minReplicas, which is 4" },
    { program: async () => { new PodDisruptionBudget("web", { spec: { minAvailable: 1, maxUnavailable: "50%" } }); }, fails: "only one of the two is possible" },
];
