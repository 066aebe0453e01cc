const pulumi = require("@pulumi/pulumi");
const { Vpc } = require("@pulumi/aws/ec2/vpc");
const { Subnet } = require("@pulumi/aws/ec2/subnet");

let applied = 0;
module.exports = [
    {
        program: async () => {
            const vpc = new Vpc("vpc", { cidrBlock: "10.0.0.0/16" });
            vpc.id.apply(() => applied++);
            new Subnet("subnet", { vpcId: vpc.id, cidrBlock: "10.0.1.0/24" });
            // Nothing of the preview is counted, and this run's own call comes later.
            return { applied: pulumi.runtime.isDryRun() ? -1 : vpc.id.apply(() => applied) };
        },
        ops: { vpc: "create", subnet: "create" },
        outputs: { applied: 1 },
    },
];
