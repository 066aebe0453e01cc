const pulumi = require("@pulumi/pulumi");
const { CustomResource } = require("@pulumi/kubernetes/apiextensions/customResource");

const certificate = (dnsNames) => async () => {
    const made = new CustomResource("web", { apiVersion: "cert-manager.io/v1", kind: "Certificate", metadata: { name: "web" }, spec: { dnsNames } });
    return { kind: made.kind };
};
const logGrop = async () => { new pulumi.CustomResource("aws:cloudwatch/logGrop:LogGrop", "logs", { days: 7 }); };
const bucket = async () => { new pulumi.CustomResource("gcp:storage/bucket:Bucket", "bucket", { location: "EU" }); };
const allowed = ["--allow-unknown-types"];

module.exports = [
    { program: async () => { await certificate(["a"])(); }, fails: "The sandbox's Kubernetes doesn't know the type 'kubernetes:cert-manager.io/v1:Certificate'" },
    { program: certificate(["a"]), flags: allowed, ops: { web: "create" }, outputs: { kind: "Certificate" } },
    { program: certificate(["a"]), flags: [...allowed, "--expect-no-changes"], ops: { web: "same" } },
    { program: certificate(["b"]), flags: allowed, ops: { web: "update" }, inputs: { web: { spec: { dnsNames: ["b"] } } } },
    { command: "refresh", flags: ["--expect-no-changes"] },
    { program: async () => {}, ops: { web: "delete" } },
    { program: logGrop, fails: "did you mean aws:cloudwatch/logGroup:LogGroup" },
    { program: logGrop, flags: allowed, ops: { logs: "create" }, inputs: { logs: { days: 7 } } },
    { program: bucket, fails: "it has aws and kubernetes" },
    { program: bucket, flags: allowed, ops: { bucket: "create", logs: "delete" } },
    { command: "destroy", ops: { bucket: "delete" } },
];
