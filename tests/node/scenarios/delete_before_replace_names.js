const { LogGroup } = require("@pulumi/aws/cloudwatch/logGroup");

// A name of the program's own can't be had twice at once; a made-up one can.
const logs = (name, kmsKeyId) => async () => { new LogGroup("logs", { name, namePrefix: undefined, kmsKeyId }, { replaceOnChanges: ["kmsKeyId"] }); };

module.exports = [
    { program: logs("mine", "k1"), ops: { logs: "create" } },
    { program: logs("mine", "k2"), ops: { logs: "delete-replaced, create-replacement, replace" } },
];
