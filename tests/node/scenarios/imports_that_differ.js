const { LogGroup } = require("@pulumi/aws/cloudwatch/logGroup");

const logs = (days, options) => async () => { new LogGroup("logs", { name: "kept", retentionInDays: days }, options); };

module.exports = [
    { program: logs(7, { retainOnDelete: true }), ops: { logs: "create" } },
    { program: async () => {}, ops: { logs: "delete" } },
    { program: logs(14, { import: "kept" }), ops: { logs: "import, update" }, inputs: { logs: { retentionInDays: 14 } } },
    { program: logs(14, { import: "kept" }), ops: { logs: "same" } },
];
