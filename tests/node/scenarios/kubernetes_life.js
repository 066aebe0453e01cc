const pulumi = require("@pulumi/pulumi");
const { Namespace } = require("@pulumi/kubernetes/core/v1/namespace");
const { Service } = require("@pulumi/kubernetes/core/v1/service");
const { Deployment } = require("@pulumi/kubernetes/apps/v1/deployment");

const labels = (app) => ({ app });
const shop = ({ replicas = 2, app = "web", type } = {}) => async () => {
    const space = new Namespace("shop", { metadata: { name: "shop" } });
    const metadata = { namespace: space.metadata.name };
    const web = new Deployment("web", {
        metadata,
        spec: { replicas, selector: { matchLabels: labels(app) }, template: { metadata: { labels: labels(app) }, spec: { containers: [{ name: "web", image: "shop/web:1", ports: [{ containerPort: 8080 }] }] } } },
    });
    const service = new Service("front", { metadata: { ...metadata, name: "web" }, spec: { type, selector: labels(app), ports: [{ port: new pulumi.Config().requireNumber("port"), targetPort: "http" }] } });
    return {
        id: service.id, kind: web.kind, apiVersion: web.apiVersion, space: web.metadata.namespace, ready: web.status.readyReplicas, observed: web.status.observedGeneration, generation: web.metadata.generation,
        policy: web.spec.template.spec.dnsPolicy, protocol: service.spec.ports[0].protocol, hasAddress: service.spec.clusterIP.apply((ip) => /^10\.96\./.test(ip)),
        hasUid: web.metadata.uid.apply((uid) => uid.length === 36), balancer: service.status.loadBalancer,
    };
};

module.exports = [
    {
        program: shop(),
        ops: { shop: "create", web: "create", front: "create" },
        outputs: { id: "shop/web", kind: "Deployment", apiVersion: "apps/v1", space: "shop", ready: 2, observed: 1, generation: 1, policy: "ClusterFirst", protocol: "TCP", hasAddress: true, hasUid: true, balancer: {} },
    },
    { program: shop(), flags: ["--expect-no-changes"], outputs: { ready: 2 } },
    { program: shop({ replicas: 3 }), ops: { shop: "same", web: "update", front: "same" }, outputs: { ready: 3, observed: 2, generation: 2 } },
    { program: shop({ replicas: 3, type: "LoadBalancer" }), ops: { shop: "same", web: "same", front: "update" }, outputs: { balancer: { ingress: [{ ip: "127.0.0.1" }] }, hasAddress: true } },
    { program: shop({ app: "shop-web" }), ops: { shop: "same", web: "create-replacement, replace, delete-replaced", front: "update" }, outputs: { generation: 1 } },
    { command: "refresh", flags: ["--expect-no-changes"] },
    { command: "destroy", order: ["front delete", "shop delete"] },
];
