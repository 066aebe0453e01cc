const { LogGroup } = require("@pulumi/aws/cloudwatch/logGroup");

const logs = async () => { new LogGroup("logs", {}); };

module.exports = [
    { program: logs, ops: { logs: "create" } },
    { program: logs, flags: ["--refresh"], ops: { logs: "refresh, same" } },
    { command: "refresh", ops: { logs: "refresh" } },
    { command: "destroy", flags: ["--refresh"], ops: { logs: "refresh, delete" } },
];
