const { LogGroup } = require("@pulumi/aws/cloudwatch/logGroup");

const logs = (name) => async () => { new LogGroup("logs", { name }, { retainOnDelete: true }); };

module.exports = [
    { program: logs("kept"), ops: { logs: "create" } },
    { program: async () => {}, ops: { logs: "delete" } },
    { program: logs("kept-too"), ops: { logs: "create" } },
    { program: logs("other"), ops: { logs: "create-replacement, replace, delete-replaced" } },
];
