const { LogGroup } = require("@pulumi/aws/cloudwatch/logGroup");

const logs = (reversed) => async () => {
    const first = new LogGroup(reversed ? "b" : "a", {});
    new LogGroup(reversed ? "a" : "b", {}, { dependsOn: first });
};

module.exports = [
    { program: logs(false), order: ["a create", "b create"] },
    { program: logs(true), ops: { a: "same", b: "same" } },
    { command: "destroy", order: ["a delete", "b delete"] },
];
