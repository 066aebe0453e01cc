const pulumi = require("@pulumi/pulumi");
const { LogGroup } = require("@pulumi/aws/cloudwatch/logGroup");

class Site extends pulumi.ComponentResource {
    constructor(name, options) {
        super("shop:index:Site", name, {}, options);
        new LogGroup(`${name}-logs`, { retentionInDays: 7 }, { parent: this });
    }
}

module.exports = [
    { program: async () => { new Site("shop"); }, ops: { shop: "create", "shop-logs": "create" } },
    { program: async () => { new Site("store", { aliases: [{ name: "shop" }] }); }, ops: { store: "same", "store-logs": "same" } },
];
