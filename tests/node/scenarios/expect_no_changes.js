const { LogGroup } = require("@pulumi/aws/cloudwatch/logGroup");

const logs = async () => { new LogGroup("logs", {}); };

module.exports = [
    { program: logs, flags: ["--expect-no-changes"], fails: "no changes were expected" },
    { program: logs, flags: ["--expect-no-changes"], ops: { logs: "same" } },
];
