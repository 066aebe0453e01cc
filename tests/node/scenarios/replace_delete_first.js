const { Vpc } = require("@pulumi/aws/ec2/vpc");
const { Subnet } = require("@pulumi/aws/ec2/subnet");
const { LogGroup } = require("@pulumi/aws/cloudwatch/logGroup");

// The subnet can't live in another VPC, so it goes with it; the log group only says its id.
const network = (cidr) => async () => {
    const vpc = new Vpc("vpc", { cidrBlock: cidr }, { deleteBeforeReplace: true });
    new Subnet("subnet", { vpcId: vpc.id, cidrBlock: "10.0.1.0/24" });
    new LogGroup("logs", { retentionInDays: 7, tags: { vpc: vpc.id } });
};

module.exports = [
    { program: network("10.0.0.0/16"), ops: { vpc: "create", subnet: "create", logs: "create" } },
    { program: network("10.1.0.0/16"), ops: { subnet: "delete-replaced, create-replacement, replace", vpc: "delete-replaced, create-replacement, replace", logs: "update" } },
    { program: network("10.1.0.0/16"), ops: { vpc: "same", subnet: "same", logs: "same" } },
    { command: "destroy", ops: { vpc: "delete", subnet: "delete", logs: "delete" } },
];
