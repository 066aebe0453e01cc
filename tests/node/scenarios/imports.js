const { LogGroup } = require("@pulumi/aws/cloudwatch/logGroup");

const kept = async () => { new LogGroup("logs", { name: "kept", retentionInDays: 7 }, { retainOnDelete: true }); };
const imported = (days, id, options) => async () => { new LogGroup("taken", { name: "kept", retentionInDays: days }, { import: id, ...options }); };

module.exports = [
    { program: kept, ops: { logs: "create" } },
    { program: async () => {}, ops: { logs: "delete" } },
    { program: imported(7, "nowhere"), fails: "resource 'nowhere' does not exist" },
    { program: imported(7, "kept"), ops: { taken: "import, same" }, state: { taken: { importID: "kept", id: "kept" } } },
    { program: imported(7, "kept"), flags: ["--expect-no-changes"], ops: { taken: "same" } },
    { program: imported(14, "kept"), ops: { taken: "update" } },
    { program: async () => { new LogGroup("taken", { name: "other" }, { import: "kept" }); }, fails: "may not be replaced" },
    { command: "destroy", ops: { taken: "delete" } },
    { program: imported(7, "kept"), fails: "does not exist" },
];
