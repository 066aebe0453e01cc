const { TargetGroup } = require("@pulumi/aws/lb/targetGroup");

const group = (port) => async () => ({ arn: new TargetGroup("web", { port, protocol: "HTTP", targetType: "ip", vpcId: "vpc-1" }).arn });

module.exports = [
    { program: group(80), ops: { web: "create" } },
    { program: group(8080), ops: { web: "create-replacement, replace, delete-replaced" } },
    { program: group(8080), flags: ["--expect-no-changes"], ops: { web: "same" } },
];
