const { LogGroup } = require("@pulumi/aws/cloudwatch/logGroup");

const logs = (days, tags) => async () => { new LogGroup("logs", { retentionInDays: days, tags }, { replaceOnChanges: ["tags.*"] }); };

module.exports = [
    { program: logs(7, { a: "1" }), ops: { logs: "create" } },
    { program: logs(14, { a: "1" }), ops: { logs: "update" } },
    { program: logs(14, { a: "2" }), ops: { logs: "create-replacement, replace, delete-replaced" } },
];
