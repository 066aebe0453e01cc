const { Vpc } = require("@pulumi/aws/ec2/vpc");
const { Subnet } = require("@pulumi/aws/ec2/subnet");
const { LogGroup } = require("@pulumi/aws/cloudwatch/logGroup");

module.exports = [
    {
        program: async () => {
            const vpc = new Vpc("vpc", { cidrBlock: "10.0.0.0/16" });
            const subnet = new Subnet("subnet", { vpcId: vpc.id, cidrBlock: "10.0.1.0/24" });
            new LogGroup("logs", {}, { dependsOn: [subnet] });
        },
        order: ["vpc create", "subnet create", "logs create"],
    },
    { command: "destroy", order: ["logs delete", "subnet delete", "vpc delete"] },
];
