const pulumi = require("@pulumi/pulumi");
const { LogGroup } = require("@pulumi/aws/cloudwatch/logGroup");

module.exports = [
    {
        program: async () => {
            const logs = new LogGroup("logs", { tags: { token: pulumi.secret("hunter2") } });
            const marked = new LogGroup("marked", {}, { additionalSecretOutputs: ["arn"] });
            return { name: logs.name, token: logs.tags, arn: marked.arn, plain: [1, true, null, { a: "b" }], nothing: undefined };
        },
        ops: { logs: "create", marked: "create" },
        outputs: { token: "[secret]", arn: "[secret]", plain: [1, true, null, { a: "b" }] },
        hides: ["hunter2"],
    },
    { command: "refresh", hides: ["hunter2"] },
    { command: "destroy", hides: ["hunter2"] },
];
