const { LogGroup } = require("@pulumi/aws/cloudwatch/logGroup");

const logs = (protect, name) => async () => { new LogGroup("logs", { retentionInDays: 7, name }, { protect }); };
const nothing = async () => {};

module.exports = [
    { program: logs(true, "one"), ops: { logs: "create" } },
    { program: logs(true, "two"), fails: "unable to replace resource" },
    { program: nothing, fails: "cannot be deleted because it is protected" },
    { command: "destroy", fails: "cannot be deleted because it is protected" },
    { program: logs(false, "one"), ops: { logs: "same" } },
    { program: nothing, ops: { logs: "delete" } },
];
