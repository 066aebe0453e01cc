const { LogGroup } = require("@pulumi/aws/cloudwatch/logGroup");

const urn = (name) => `urn:pulumi:dev::shop::aws:cloudwatch/logGroup:LogGroup::${name}`;
const logs = (days) => async () => {
    const a = new LogGroup("a", { retentionInDays: days });
    new LogGroup("b", { retentionInDays: days }, { dependsOn: [a] });
    new LogGroup("c", { retentionInDays: days });
};

module.exports = [
    { program: logs(7), ops: { a: "create", b: "create", c: "create" } },
    { program: logs(14), flags: ["--target", urn("a")], ops: { a: "update", b: "same", c: "same" } },
    { program: logs(30), flags: ["--target", urn("a"), "--target-dependents"], ops: { a: "update", b: "update", c: "same" } },
    { program: logs(60), flags: ["--exclude", urn("c")], ops: { a: "update", b: "update", c: "same" } },
    { program: logs(60), flags: ["--target", "**::c"], ops: { a: "same", b: "same", c: "update" } },
    { program: logs(60), flags: ["--replace", urn("c")], ops: { a: "same", b: "same", c: "create-replacement, replace, delete-replaced" } },
    { program: logs(60), flags: ["--target", urn("nobody")], fails: "neither in the stack nor in the program" },
    { program: logs(60), flags: ["--target", urn("a"), "--exclude", urn("b")], fails: "can't be given together" },
    { command: "destroy", flags: ["--target", urn("a")], fails: "was not specified in --target list" },
    { command: "destroy", flags: ["--target", urn("a"), "--target-dependents"], ops: { b: "delete", a: "delete" } },
    { command: "refresh", ops: { c: "refresh" } },
    { command: "destroy", ops: { c: "delete" } },
];
