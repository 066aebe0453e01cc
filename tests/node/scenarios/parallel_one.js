const { LogGroup } = require("@pulumi/aws/cloudwatch/logGroup");

module.exports = [
    { program: async () => { for (let i = 0; i < 20; i++) new LogGroup(`logs-${i}`, {}); }, flags: ["--parallel", "1"], count: 20 },
    { command: "destroy", flags: ["--parallel", "1"], count: 20 },
];
