const { LogGroup } = require("@pulumi/aws/cloudwatch/logGroup");

const logs = (create) => async () => { new LogGroup("logs", {}, { customTimeouts: { create, delete: "1h30m" } }); };

module.exports = [
    { program: logs("90s"), ops: { logs: "create" }, state: { logs: { customTimeouts: { create: 90, delete: 5400 } } } },
    { program: logs("2m"), ops: { logs: "same" }, state: { logs: { customTimeouts: { create: 120, delete: 5400 } } } },
];
