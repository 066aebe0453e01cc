const pulumi = require("@pulumi/pulumi");
const { LogGroup } = require("@pulumi/aws/cloudwatch/logGroup");

class Site extends pulumi.ComponentResource {
    constructor(name, args, options) {
        super("shop:index:Site", name, args, options);
        this.logs = new LogGroup(`${name}-logs`, { retentionInDays: args.days }, { parent: this });
        this.registerOutputs({ logs: this.logs.name });
    }
}

module.exports = [
    {
        program: async () => {
            const site = new Site("site", { days: 7 });
            new LogGroup("after", {}, { dependsOn: [site] });
        },
        order: ["site create", "site-logs create", "after create"],
    },
    { program: async () => { new Site("site", { days: 14 }); }, ops: { site: "update", "site-logs": "update", after: "delete" } },
    { program: async () => { new Site("site", { days: 14 }); }, flags: ["--expect-no-changes"] },
];
