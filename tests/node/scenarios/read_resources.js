const { LogGroup } = require("@pulumi/aws/cloudwatch/logGroup");

const kept = async () => { new LogGroup("logs", { name: "kept", retentionInDays: 7 }, { retainOnDelete: true }); };
const read = async () => ({ days: LogGroup.get("there", "kept").retentionInDays });

module.exports = [
    { program: async () => { LogGroup.get("there", "nowhere"); }, fails: "does not exist" },
    { program: kept, ops: { logs: "create" } },
    { program: read, ops: { there: "read", logs: "delete" }, outputs: { days: 7 }, state: { there: { external: true } } },
    { program: read, ops: { there: "read" } },
    // What is only read is nobody's to delete.
    { command: "destroy", ops: { there: "discard" } },
    { program: read, ops: { there: "read" }, outputs: { days: 7 } },
];
