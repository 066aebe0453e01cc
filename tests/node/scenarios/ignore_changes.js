const { LogGroup } = require("@pulumi/aws/cloudwatch/logGroup");

const logs = (days, tag, ignoreChanges) => async () => { new LogGroup("logs", { retentionInDays: days, tags: { a: tag, b: tag } }, { ignoreChanges }); };

module.exports = [
    { program: logs(7, "1", []), ops: { logs: "create" } },
    { program: logs(14, "1", ["retentionInDays"]), ops: { logs: "same" }, inputs: { logs: { retentionInDays: 7 } } },
    { program: logs(7, "2", ["tags.a"]), ops: { logs: "update" }, inputs: { logs: { tags: { a: "1", b: "2" } } } },
    { program: logs(7, "3", ["tags[\"*\"]"]), ops: { logs: "same" }, inputs: { logs: { tags: { a: "1", b: "2" } } } },
    { program: logs(30, "2", ["tags"]), ops: { logs: "update" }, inputs: { logs: { retentionInDays: 30, tags: { a: "1", b: "2" } } } },
];
