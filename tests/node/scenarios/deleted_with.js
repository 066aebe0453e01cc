const { Vpc } = require("@pulumi/aws/ec2/vpc");
const { LogGroup } = require("@pulumi/aws/cloudwatch/logGroup");

const network = (cidr) => async () => {
    const vpc = new Vpc("vpc", { cidrBlock: cidr });
    new LogGroup("logs", { retentionInDays: 7 }, { deletedWith: vpc });
};

module.exports = [
    { program: network("10.0.0.0/16"), ops: { vpc: "create", logs: "create" } },
    { program: network("10.1.0.0/16"), ops: { vpc: "create-replacement, replace, delete-replaced", logs: "create-replacement, replace, delete-replaced" } },
    { command: "destroy", ops: { logs: "delete", vpc: "delete" } },
];
