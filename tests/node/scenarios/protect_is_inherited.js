const pulumi = require("@pulumi/pulumi");
const { LogGroup } = require("@pulumi/aws/cloudwatch/logGroup");

const site = async () => {
    const parent = new pulumi.ComponentResource("shop:index:Site", "site", {}, { protect: true });
    new LogGroup("logs", { retentionInDays: 7 }, { parent });
};

module.exports = [
    { program: site, ops: { site: "create", logs: "create" } },
    { command: "destroy", fails: "Site$aws:cloudwatch/logGroup:LogGroup::logs\" cannot be deleted because it is protected" },
];
