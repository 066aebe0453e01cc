const pulumi = require("@pulumi/pulumi");
const { LogGroup } = require("@pulumi/aws/cloudwatch/logGroup");

const urn = (name) => `urn:pulumi:dev::shop::aws:cloudwatch/logGroup:LogGroup::${name}`;
const site = () => new pulumi.ComponentResource("shop:index:Site", "site");

module.exports = [
    { program: async () => { new LogGroup("a", {}); }, ops: { a: "create" } },
    { program: async () => { new LogGroup("b", {}, { aliases: [{ name: "a" }] }); }, ops: { b: "same" } },
    { program: async () => { new LogGroup("c", {}, { aliases: [urn("b")] }); }, ops: { c: "same" } },
    { program: async () => { new LogGroup("c", {}, { parent: site(), aliases: [{ parent: pulumi.rootStackResource }] }); }, ops: { site: "create", c: "same" } },
    { program: async () => { new LogGroup("d", {}, { aliases: [{ name: "c", parent: site() }] }); }, ops: { site: "same", d: "same" } },
    { program: async () => { new LogGroup("e", {}); }, ops: { e: "create", d: "delete", site: "delete" } },
];
