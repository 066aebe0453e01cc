const { LogGroup } = require("@pulumi/aws/cloudwatch/logGroup");

const urn = (name) => `urn:pulumi:dev::shop::aws:cloudwatch/logGroup:LogGroup::${name}`;
const pair = async () => { const a = new LogGroup("a", {}); new LogGroup("b", {}, { dependsOn: a }); };

module.exports = [
    { program: pair, flags: ["--target", urn("b")], fails: "which was not specified in --target list" },
    { program: pair, flags: ["--target", urn("a"), "--target", urn("b")], ops: { a: "create", b: "create" } },
    { command: "destroy", flags: ["--exclude", urn("b")], ops: {} },
    { command: "destroy", flags: ["--exclude", urn("a")], ops: { b: "delete" } },
    { command: "refresh", flags: ["--target", urn("a")], ops: { a: "refresh" } },
];
