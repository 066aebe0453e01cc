const pulumi = require("@pulumi/pulumi");
const { LogGroup } = require("@pulumi/aws/cloudwatch/logGroup");

class Untyped extends pulumi.CustomResource {
    constructor(name, inputs) {
        super("aws:cloudwatch/logGroup:LogGroup", name, inputs);
    }
}

module.exports = [
    { program: async () => { new Untyped("logs", { retentionInDys: 7 }); }, fails: "retentionInDays" },
    { program: async () => { new LogGroup("logs", { retentionInDays: [] }); }, fails: "must be a whole number" },
    { program: async () => { new pulumi.CustomResource("aws:cloudwatch/logGrop:LogGrop", "logs", {}); }, fails: "doesn't know the type" },
    { program: async () => { new pulumi.CustomResource("gcp:storage/bucket:Bucket", "logs", {}); }, fails: "no provider for the package 'gcp'" },
];
