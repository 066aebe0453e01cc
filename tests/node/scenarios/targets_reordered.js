const { LogGroup } = require("@pulumi/aws/cloudwatch/logGroup");

// What is left out keeps what it depended on, in whatever order the program names the two now.
module.exports = [
    { program: async () => { const a = new LogGroup("a", {}); new LogGroup("b", {}, { dependsOn: a }); new LogGroup("c", { retentionInDays: 7 }); } },
    { program: async () => { const b = new LogGroup("b", {}); new LogGroup("a", {}, { dependsOn: b }); new LogGroup("c", { retentionInDays: 14 }); }, flags: ["--target", "**::c"], ops: { a: "same", b: "same", c: "update" } },
    { command: "destroy", order: ["b delete", "a delete"] },
];
