const pulumi = require("@pulumi/pulumi");
const { LogGroup } = require("@pulumi/aws/cloudwatch/logGroup");
const { Vpc } = require("@pulumi/aws/ec2/vpc");

module.exports = [
    { program: async () => { new LogGroup("thing", {}); }, ops: { thing: "create" } },
    // Another type is another URN: both are seen under one name.
    { program: async () => { new Vpc("thing", { cidrBlock: "10.0.0.0/16" }); }, ops: { thing: "create, delete" } },
];
